using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.View;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class EndedViewerTests : ViewerTest
{
    [Test]
    public async Task WhenTheProgramHasEndedThePageSaysSoWhateverIsAskedOfIt()
    {
        LogInto("/ended/orders").Information("Before the end");
        await using var viewer = await Viewer.StartAsync(Emulator, new ViewSettings(), CancellationToken.None);
        await Page.GotoAsync(viewer.Link);
        await Expect(Row("Before the end")).ToBeVisibleAsync();

        await viewer.DisposeAsync();

        await Expect(Page.Locator("#state-text")).ToHaveTextAsync("The viewer does not answer");
        await Expect(Page.Locator("#announcement")).ToContainTextAsync("The viewer does not answer");
        await Row("Before the end").ClickAsync();
        await Expect(Panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("Is cwtail still running?");
        await Button("Log groups").ClickAsync();
        await Expect(Page.Locator("#groups-error")).ToContainTextAsync("Is cwtail still running?");
        await Expect(Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
    }
}
