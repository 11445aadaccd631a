using Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests;

public class LiveTests : ViewerTest
{
    [Test]
    public async Task WhatIsLoggedAppearsWithoutAReload()
    {
        await OpenAsync("?group=/live/appears");
        var logger = LogInto("/live/appears");

        logger.Warning("Stock of {Item} is low", "bolt M8");

        await Expect(Row("bolt M8")).ToHaveCountAsync(1);
        logger.Information("Later");
        await Expect(Row("Later")).ToContainTextAsync("INF");
        Complaints.Should().BeEmpty();
    }

    [Test]
    public async Task AnEventIsShownWholeWithWhereItCameFrom()
    {
        await OpenAsync("?group=/live/whole");
        LogInto("/live/whole", "worker-7").Error(new TimeoutException("The bank did not answer."), "Order {@Order} failed", new { Id = 4711, Lines = new[] { "bolt", "nut" } });

        await Row("failed").ClickAsync();

        foreach (var text in new[] { "TimeoutException: The bank did not answer.", "4711", "nut", "/live/whole", "worker-7", "Order {@Order} failed" })
            await Expect(Panel).ToContainTextAsync(text);
        await Expect(Panel.GetByRole(AriaRole.Region, new() { Name = "As stored" })).ToContainTextAsync("{");
        await Button("Close the event").ClickAsync();
        await Expect(Panel).ToBeHiddenAsync();
    }

    [Test]
    public async Task TheListStandsStillWhenScrolledAndSaysWhatIsNew()
    {
        var logger = LogInto("/live/scrolled");
        for (var number = 0; number < 200; number++) logger.Information("Old {Number}", number);
        await OpenAsync("?group=/live/scrolled");
        await Expect(Page.Locator("#shown")).ToHaveTextAsync("200 events shown");
        await Expect(Row("Old 199")).ToBeVisibleAsync();

        await Page.Locator("#list").HoverAsync();
        await Page.Mouse.WheelAsync(0, -1500);
        await Expect(Button("Paused")).ToBeVisibleAsync();
        await Expect(Row("Old 199")).ToHaveCountAsync(0);
        var top = await Page.Locator("#list").EvaluateAsync<double>("list => list.scrollTop");
        for (var number = 0; number < 3; number++) logger.Information("New {Number}", number);

        await Expect(Button("3 new ↓")).ToBeVisibleAsync();
        (await Page.Locator("#list").EvaluateAsync<double>("list => list.scrollTop")).Should().Be(top);
        await Button("3 new ↓").ClickAsync();
        await Expect(Row("New 2")).ToBeVisibleAsync();
        await Expect(Button("Following")).ToBeVisibleAsync();
        logger.Information("Newest");
        await Expect(Row("Newest")).ToBeVisibleAsync();
    }

    [Test]
    public async Task ATabThatComesBackFromTheBackgroundContinuesWhereItWas()
    {
        await OpenAsync("?group=/live/hidden");
        var logger = LogInto("/live/hidden");
        logger.Information("Before");
        await Expect(Row("Before")).ToHaveCountAsync(1);

        await HideAsync(true);
        logger.Information("Meanwhile");
        await Emulator.WaitForEventsAsync("/live/hidden", 2);
        await HideAsync(false);

        await Expect(Row("Meanwhile")).ToHaveCountAsync(1);
        await Expect(Rows).ToHaveCountAsync(2);
        Complaints.Should().BeEmpty();

        Task HideAsync(bool hidden) => Page.EvaluateAsync(
            """
            hidden => {
              Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
              document.dispatchEvent(new Event('visibilitychange'));
            }
            """,
            hidden);
    }

    [Test]
    public async Task ClearForgetsTheEventsAndTheNextOnesAppear()
    {
        await OpenAsync("?group=/live/cleared");
        var logger = LogInto("/live/cleared");
        logger.Information("Old");
        await Expect(Row("Old")).ToHaveCountAsync(1);

        await Button("Clear").ClickAsync();
        await Expect(Rows).ToHaveCountAsync(0);

        logger.Information("New");
        await Expect(Row("New")).ToHaveCountAsync(1);
        await Expect(Rows).ToHaveCountAsync(1);
    }

    [Test]
    public async Task AnInterruptedTailIsToldInTheNoticeBar()
    {
        await OpenAsync("?group=/live/interrupted");
        var logger = LogInto("/live/interrupted");
        logger.Information("Before");
        await Expect(Row("Before")).ToBeVisibleAsync();

        await Emulator.WaitUntilAsync(emulator => emulator.LiveTailSessions.Count > 0);
        foreach (var session in Emulator.LiveTailSessions) session.CutBetweenFrames();

        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Notices" })).ToBeVisibleAsync();
        // The next notice opens it again, and may come at any time.
        var closed = await Page.EvaluateAsync<bool>("() => { document.getElementById('notice-close').click(); return document.getElementById('notice-bar').hidden; }");
        closed.Should().BeTrue();
        logger.Information("After");
        await Expect(Row("After")).ToBeVisibleAsync();
    }
}
