using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class KeyboardTests : ViewerTest
{
    protected override async Task SeedAsync()
    {
        await using var logger = LogInto("/keys/orders");
        var start = DateTimeOffset.Now.AddMinutes(-2);
        for (var number = 1; number <= 100; number++) Shop.Log(logger, start.AddSeconds(number), LogEventLevel.Information, "Order {OrderId} accepted", number);
        await CloudWatchSinks.FlushAllAsync();
    }

    ILocator Selected => Page.Locator("#list .row[aria-selected=true]");

    Task PressAsync(params string[] keys) => keys.Aggregate(Task.CompletedTask, async (before, key) =>
    {
        await before;
        await Page.Keyboard.PressAsync(key);
    });

    [Test]
    public async Task AnEventIsFoundOpenedReadAndClosedWithoutAMouse()
    {
        await OpenAsync();
        await Expect(Row("Order 100 ")).ToBeVisibleAsync();

        await PressAsync("j", "k", "k", "Enter");
        await Expect(Panel).ToContainTextAsync("Order 98 accepted");
        await PressAsync("j");
        await Expect(Panel).ToContainTextAsync("Order 99 accepted");
        await Expect(Selected).ToContainTextAsync("Order 99 ");
        await PressAsync("Enter");
        await Expect(Page.Locator("#event-body")).ToBeFocusedAsync();
        await PressAsync("Escape");
        await Expect(Panel).ToBeHiddenAsync();
        await Expect(Page.Locator("#list")).ToBeFocusedAsync();

        await PressAsync("Home");
        await Expect(Selected).ToContainTextAsync("Order 1 ");
        await PressAsync("PageDown", "ArrowDown");
        await Expect(Selected).Not.ToContainTextAsync("Order 1 ");
    }

    [Test]
    public async Task SpacePausesAndFollowsAndTheSlashSearches()
    {
        await OpenAsync();
        await Expect(Row("Order 100 ")).ToBeVisibleAsync();

        await PressAsync("Space");
        await Expect(Button("Paused")).ToBeVisibleAsync();
        await PressAsync("Space");
        await Expect(Button("Following")).ToBeVisibleAsync();

        await PressAsync("/");
        await Expect(Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("Order 77 j k t?");
        await Expect(Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToHaveValueAsync("Order 77 j k t?");
        await Expect(Button("Following")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FillAsync("Order 77");
        await PressAsync("Enter");
        await Expect(Rows).ToHaveCountAsync(1);
    }

    [Test]
    public async Task EscapeLeavesTheSearchBoxAndKeepsTheSearchAndTheEvent()
    {
        await OpenAsync("?q=Order+7");
        await Row("Order 77 ").ClickAsync();
        await Expect(Panel).ToContainTextAsync("Order 77 accepted");

        await PressAsync("/", "Escape");
        await Expect(Page.Locator("#list")).ToBeFocusedAsync();
        await Expect(Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToHaveValueAsync("Order 7");
        await Expect(Panel).ToBeVisibleAsync();
        await PressAsync("Escape");
        await Expect(Panel).ToBeHiddenAsync();
        Query.Should().Be("?q=Order 7");
    }

    [Test]
    public async Task AnArrowScrollsWhatHasTheFocusAndJGoesOn()
    {
        await Page.SetViewportSizeAsync(1280, 420);
        await OpenAsync();
        await Row("Order 100 ").ClickAsync();
        await Expect(Panel).ToContainTextAsync("Order 100 accepted");
        await PressAsync("Enter", "ArrowDown", "ArrowDown");

        await UntilAsync("() => document.getElementById('event-body').scrollTop > 0");
        await Expect(Selected).ToContainTextAsync("Order 100 ");
        await PressAsync("k");
        await Expect(Selected).ToContainTextAsync("Order 99 ");
    }

    [Test]
    public async Task TheQuestionMarkShowsTheKeys()
    {
        await OpenAsync();
        await Expect(Row("Order 100 ")).ToBeVisibleAsync();

        await PressAsync("?");
        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await PressAsync("Escape");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Test]
    public async Task EveryControlIsReachedWithTabAndHasAName()
    {
        await OpenAsync();
        await Row("Order 100 ").ClickAsync();
        await Expect(Panel).ToContainTextAsync("Order 100 accepted");
        await Page.Locator("body").FocusAsync();

        var reached = new HashSet<string>();
        for (var press = 0; press < 80; press++)
        {
            await PressAsync("Tab");
            reached.Add(await Page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent.trim()"));
        }

        reached.Should().Contain(["tab-events", "groups", "theme", "help", "mode", "search", "group", "stream", "chart", "list", "event-close", "follow", "notices-toggle", "only", "without"]);
    }

    [Test]
    public async Task ArrowKeysGoFromTabToTab()
    {
        await OpenAsync();
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Events" }).FocusAsync();

        await PressAsync("ArrowRight");
        await Expect(Page.GetByRole(AriaRole.Tab, new() { Name = "Templates" })).ToBeFocusedAsync();
        await Expect(Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Templates" })).ToBeVisibleAsync();
        await PressAsync("ArrowLeft", "ArrowLeft");
        await Expect(Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Emulator" })).ToBeVisibleAsync();
        await PressAsync("/");
        await Expect(Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToBeFocusedAsync();
    }
}
