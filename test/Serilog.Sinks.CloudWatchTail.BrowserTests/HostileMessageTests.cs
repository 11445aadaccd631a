using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class HostileMessageTests : ViewerTest
{
    const string Image = "<img src=x onerror=alert(document.domain)><script>alert(location)</script>";

    static readonly string Line = new('x', 1_000_000);

    protected override async Task SeedAsync()
    {
        var time = DateTimeOffset.Now.AddMinutes(-1);
        await using var logger = LogInto("/hostile/events", "s-<i>1</i>");
        Shop.Log(logger, time, LogEventLevel.Information, "Markup {Value}", Image);
        Shop.Log(logger, time.AddSeconds(1), LogEventLevel.Error, new InvalidOperationException(Image), default, default, $"Thrown {Image}");
        Shop.Log(logger, time.AddSeconds(2), LogEventLevel.Information, "Terminal {Value}", "\e[31mred\e[0m\a\e]0;title\a");
        Shop.Log(logger, time.AddSeconds(3), LogEventLevel.Information, "Direction {Value}", "user\u202Egnp.exe\u202C end");
        Emulator.Put("/hostile/raw", "s", "Surrogate " + /*lang=json*/ "{\"a\":\"\\uD800 \\uDC00\"}");
        Emulator.Put("/hostile/raw", "s", $"{{\"@t\":\"{time:O}\",\"@mt\":\"Lone \\uD800 half\"}}");
        Emulator.Put("/hostile/raw", "s", $"Long {Line}");
        Emulator.Put("/hostile/wide", "s", $"{{\"@t\":\"{time:O}\",\"@mt\":\"Wide\",{string.Join(',', Enumerable.Range(0, 5000).Select(number => $"\"P{number:0000}\":{number}"))}}}");
        await CloudWatchSinks.FlushAllAsync();
    }

    [Test]
    public async Task MarkupIsShownAsTextAndRunsNothing()
    {
        await OpenAsync();
        await Row("Markup").ClickAsync();
        await Expect(Panel.Locator(".message")).ToContainTextAsync(Image);
        await Row("Thrown").ClickAsync();
        await Expect(Panel.Locator(".exception")).ToContainTextAsync(Image);
        await Button("Only events with this template").ClickAsync();
        await Expect(Chips).ToContainTextAsync(Image);
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Templates" }).ClickAsync();
        await Expect(Page.Locator("#template-rows")).ToContainTextAsync(Image);
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Emulator" }).ClickAsync();
        await Expect(Page.Locator("#emulator-groups")).ToContainTextAsync("/hostile/raw");

        (await Page.Locator("img:not([src='icon.svg']), script:not([src='scripts/main.js']), #list b, #list i, #event-panel b").CountAsync()).Should().Be(0);
        Complaints.Should().BeEmpty();
    }

    [Test]
    public async Task TerminalEscapesAndDirectionOverridesAreVisible()
    {
        await OpenAsync();
        await Expect(Row("Terminal")).ToContainTextAsync("␛[31mred␛[0m␇␛]0;title␇");
        await Expect(Row("Direction")).ToContainTextAsync("user‹U+202E›gnp.exe‹U+202C› end");
        await Row("Direction").ClickAsync();
        await Expect(Panel.Locator(".message")).ToContainTextAsync("user‹U+202E›gnp.exe");

        (await Page.Locator("body").InnerTextAsync()).Should().NotContainAny("\u202E", "\e", "\a");
        Complaints.Should().BeEmpty();
    }

    [Test]
    public async Task HalfACharacterDoesNotStopThePage()
    {
        await OpenAsync();
        await Expect(Row("Surrogate")).ToBeVisibleAsync();
        await Row("Lone").ClickAsync();
        await Expect(Panel.Locator(".message")).ToContainTextAsync("half");
        Complaints.Should().BeEmpty();
    }

    [Test]
    public async Task ThousandsOfPropertiesAreShownInPartsAsTheyAreAskedFor()
    {
        await OpenAsync();
        await Row("Wide").ClickAsync();
        var leaves = Panel.Locator(".tree .leaf");
        await Expect(leaves).ToHaveCountAsync(200);

        await Panel.GetByRole(AriaRole.Button, new() { Name = "… 4,800 more" }).ClickAsync();

        await Expect(leaves).ToHaveCountAsync(400);
        Complaints.Should().BeEmpty();
    }

    [Test]
    public async Task ALineOfAMegabyteIsShownInPartUntilItIsAskedFor()
    {
        await OpenAsync();
        await Row("Long xxx").ClickAsync();
        var message = Panel.Locator(".message");
        await Expect(message.GetByRole(AriaRole.Button)).ToContainTextAsync("show all 1 MB");
        (await message.EvaluateAsync<int>("element => element.textContent.length")).Should().BeLessThan(11_000);

        await message.GetByRole(AriaRole.Button).ClickAsync();

        await UntilAsync("() => document.querySelector('#event-body .message').textContent.length > 1000000");
        await Button("Close the event").ClickAsync();
        await Expect(Panel).ToBeHiddenAsync();
        Complaints.Should().BeEmpty();
    }
}
