using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class TraceTests : ViewerTest
{
    string _trace = "";

    protected override async Task SeedAsync()
    {
        await using var logger = LogInto("/trace/orders");
        await using var other = LogInto("/trace/web", "web-9");
        var start = DateTimeOffset.Now.AddMinutes(-2);
        for (var number = 0; number < 20; number++) Shop.Log(other, start.AddMilliseconds(number * 50), LogEventLevel.Information, "Unrelated {Number}", number);
        _trace = Shop.LogPayment(logger, start, 4712).ToHexString();
        Shop.LogPayment(logger, start.AddMilliseconds(3), 4713);
        await CloudWatchSinks.FlushAllAsync();
    }

    ILocator Lanes => Page.Locator("#lanes .lane[role=group]");

    ILocator Marks => Page.Locator("#lanes .mark");

    ILocator Selected => Page.Locator("#lanes .mark[aria-selected=true]");

    ILocator TraceRows => Page.Locator("#trace-list .row:visible");

    [Test]
    public async Task TheTraceOfAnEventShowsItsSpansOnOneTimeAxis()
    {
        await OpenAsync("?q=4712");
        await Row("Payment of order 4712 failed").ClickAsync();
        await Button("Show the trace").ClickAsync();

        await Expect(Lanes).ToHaveCountAsync(3);
        await Expect(Marks).ToHaveCountAsync(6);
        await Expect(TraceRows).ToHaveCountAsync(6);
        await Expect(Page.Locator("#trace-title")).ToContainTextAsync("6 events in 3 spans, 1.05 s");
        Query.Should().Contain($"trace={_trace}").And.Contain("tab=trace");
        await Expect(Selected).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("Error: Payment of order 4712 failed"));
        await Expect(Page.Locator("#lanes .axis")).ToContainTextAsync("1 s quiet");
        await Expect(Lanes.Nth(2)).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(@"^Span [0-9a-f]{8}, 2 events in 1 s, from \+40 ms$"));
    }

    [Test]
    public async Task TheKeyboardGoesThroughATraceInTimeAndFromSpanToSpan()
    {
        await OpenAsync($"?tab=trace&trace={_trace}");
        await Expect(Marks).ToHaveCountAsync(6);
        var lanes = Page.GetByRole(AriaRole.Listbox, new() { Name = "Events of the trace by span" });
        await lanes.FocusAsync();

        await Page.Keyboard.PressAsync("Home");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Selected).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("Reserving"));
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Selected).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("Asking the bank"));
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Panel).ToContainTextAsync("The bank did not answer within 1 s.");
    }

    [Test]
    public async Task TheKeyTShowsTheTraceAndBackReturnsToTheList()
    {
        await OpenAsync("?q=4712");
        await Row("Payment of order 4712 failed").ClickAsync();
        await Expect(Panel).ToContainTextAsync("TimeoutException");

        await Page.Keyboard.PressAsync("t");
        await Expect(TraceRows).ToHaveCountAsync(6);
        await Page.GoBackAsync();

        await Expect(Row("Payment of order 4712 failed")).ToBeVisibleAsync();
    }
}
