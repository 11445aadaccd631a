using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class EmulatorTests : ViewerTest
{
    [Test]
    public async Task AThrottledPutIsSeenAndTheSinkRecovers()
    {
        var logger = LogInto("/emulated/orders", "web-4");
        logger.Information("Before the fault");
        await Emulator.WaitForEventsAsync("/emulated/orders", 1);
        await OpenAsync("?tab=emulator");
        await Expect(Page.Locator("#emulator-groups")).ToContainTextAsync("/emulated/orders");
        await Expect(Page.Locator("#emulator-url")).ToHaveTextAsync(Emulator.ServiceUrl);

        await Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Requests" }).FillAsync("2");
        await Button("Throttle").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Faults that wait" })).ToContainTextAsync("2 requests left");
        logger.Information("Through the fault");

        var puts = Page.Locator("#emulator-operations tr").Filter(new() { HasText = "PutLogEvents" });
        await Expect(puts).ToContainTextAsync("ThrottlingException × 2");
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Events" }).ClickAsync();
        await Expect(Row("Through the fault")).ToBeVisibleAsync();
        Emulator.Events("/emulated/orders").Count(stored => stored.Message.Contains("Through the fault", StringComparison.Ordinal)).Should().Be(1);
    }

    [Test]
    public async Task MarkedTextStaysMarkedWhileNumbersChange()
    {
        var logger = LogInto("/marked/orders", "web-1");
        logger.Information("One");
        await Emulator.WaitForEventsAsync("/marked/orders", 1);
        await OpenAsync("?tab=emulator");
        var stream = Page.Locator("#emulator-groups tr").Filter(new() { HasText = "web-1" });
        await Expect(stream.Locator("td").Nth(4)).ToHaveTextAsync("1");
        await stream.Locator("td").First.EvaluateAsync("cell => getSelection().selectAllChildren(cell)");

        logger.Information("Two");

        await Expect(stream.Locator("td").Nth(4)).ToHaveTextAsync("2");
        (await Page.EvaluateAsync<string>("() => getSelection().toString().trim()")).Should().Be("web-1");
    }

    [Test]
    public async Task FaultsThatWaitCanBeRemoved()
    {
        await OpenAsync("?tab=emulator");
        await Page.GetByLabel("Operation").SelectOptionAsync("DescribeLogStreams");
        await Button("Fail").ClickAsync();
        var waiting = Page.GetByRole(AriaRole.List, new() { Name = "Faults that wait" }).GetByRole(AriaRole.Listitem);
        await Expect(waiting).ToHaveCountAsync(1);

        await Button("Remove all").ClickAsync();

        await Expect(waiting).ToHaveCountAsync(0);
        await Expect(Page.GetByText("None waits.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task ANumberThatIsNotOneIsRefusedWithTheRule()
    {
        await OpenAsync("?tab=emulator");
        await Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Requests" }).FillAsync("100000");

        await Button("Throttle").ClickAsync();

        await Expect(Page.Locator("#fault-result")).ToContainTextAsync("1 to 1000");
    }

    [Test]
    public async Task TheGroupsToTailAreChosenInADialog()
    {
        LogInto("/chosen/orders").Information("Of the orders");
        LogInto("/chosen/web").Information("Of the web");
        await OpenAsync();
        await Expect(Row("Of the orders")).ToBeVisibleAsync();
        await Expect(Row("Of the web")).ToBeVisibleAsync();

        await Button("Log groups").ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("All groups").UncheckAsync();
        await Button("Choose none").ClickAsync();
        await dialog.GetByLabel("How the name begins").FillAsync("/chosen/");
        await Expect(dialog.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await dialog.GetByLabel("/chosen/web").CheckAsync();
        await dialog.GetByLabel("Forget the events").CheckAsync();
        await dialog.GetByLabel("History").SelectOptionAsync("1 hour");
        await Button("Tail 1 group").ClickAsync();

        await Expect(dialog).ToBeHiddenAsync();
        await Expect(Row("Of the orders")).ToHaveCountAsync(0);
        await Expect(Row("Of the web")).ToBeVisibleAsync();
        await Expect(Page.Locator("#groups")).ToHaveTextAsync("/chosen/web");
    }
}
