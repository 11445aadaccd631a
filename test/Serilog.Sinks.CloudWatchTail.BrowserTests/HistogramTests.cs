using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class HistogramTests : ViewerTest
{
    protected override async Task SeedAsync()
    {
        // 10 events, two minutes without any, 5 events.
        await using var logger = LogInto("/histogram/orders");
        var start = DateTimeOffset.Now.AddMinutes(-5);
        for (var number = 0; number < 10; number++) Shop.Log(logger, start.AddSeconds(number), LogEventLevel.Information, "Early {Number}", number);
        for (var number = 0; number < 5; number++) Shop.Log(logger, start.AddSeconds(130 + number), LogEventLevel.Error, "Late {Number}", number);
        await CloudWatchSinks.FlushAllAsync();
    }

    ILocator Chart => Page.GetByRole(AriaRole.Slider);

    [Test]
    public async Task ABrushShowsARangeOfTimeAndTheButtonTheWholeAgain()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(15);
        var box = (await Chart.BoundingBoxAsync())!;

        await Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + 20);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + (box.Width * 0.8f), box.Y + 25);
        await Page.Mouse.MoveAsync(box.X + box.Width - 2, box.Y + 30);
        await Page.Mouse.UpAsync();

        await Expect(Rows).ToHaveCountAsync(5);
        await Expect(Row("Late")).ToHaveCountAsync(5);
        await Expect(Chips).ToContainTextAsync("time");
        Query.Should().Contain("from=").And.Contain("to=");

        await Button("Whole time").ClickAsync();
        await Expect(Rows).ToHaveCountAsync(15);
        await Page.GoBackAsync();
        await Expect(Rows).ToHaveCountAsync(5);
    }

    [Test]
    public async Task TheKeyboardZoomsAsTheMouseDoes()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(15);

        await Chart.FocusAsync();
        await Page.Keyboard.PressAsync("End");
        for (var bar = 0; bar < 8; bar++) await Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(Chart).ToHaveAttributeAsync("aria-valuetext", new System.Text.RegularExpressions.Regex("5 events$"));
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Rows).ToHaveCountAsync(5);
        await Chart.FocusAsync();
        await Page.Keyboard.PressAsync("Backspace");
        await Expect(Rows).ToHaveCountAsync(15);
    }

    [Test]
    public async Task TheBarsAreStackedByLevel()
    {
        await OpenAsync();
        await Expect(Rows).ToHaveCountAsync(15);

        (await Page.Locator("#chart path.bar.level-2").GetAttributeAsync("d")).Should().NotBeEmpty();
        (await Page.Locator("#chart path.bar.level-4").GetAttributeAsync("d")).Should().NotBeEmpty();
        (await Page.Locator("#chart path.bar.level-3").GetAttributeAsync("d")).Should().BeEmpty();
    }
}
