using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>The reader's clock may be wrong, or be set: the service's time is what counts, and what waits are measured by is never set.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ClockTests
{
    static readonly int[] SecondsAhead = [-20 * 60, -4 * 60, -20, 20, 4 * 60, 20 * 60];

    [TestCaseSource(nameof(SecondsAhead))]
    public async Task AnEarlyGapIsFilledHoweverWrongTheClockIs(int secondsAhead)
    {
        await using var harness = await TailHarness.StartAsync(readerAhead: TimeSpan.FromSeconds(secondsAhead));
        await InterruptAsync(harness, "in the gap", 30);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: gap => gap.Complete);
        await harness.StopAsync();

        harness.Texts.Should().BeEquivalentTo(Enumerable.Range(0, 30).Select(n => $"in the gap {n}"));
        harness.NoticesOf<CloudWatchLiveTailNotice.GapBackfilled>().Should().Contain(gap => gap.Complete && gap.EventCount == 30);
        var notice = harness.NoticesOf<CloudWatchLiveTailNotice.ClockDiffers>().Should().ContainSingle().Which;
        notice.Offset.TotalSeconds.Should().BeApproximately(-secondsAhead, 5);
    }

    [TestCaseSource(nameof(SecondsAhead))]
    public async Task ASampledSecondIsFilledHoweverWrongTheClockIs(int secondsAhead)
    {
        await using var harness = await TailHarness.StartAsync(readerAhead: TimeSpan.FromSeconds(secondsAhead));
        harness.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(0, 1_500).Select(n => $"event {n}")]);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.SampledSecondsBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();

        harness.Texts.Should().OnlyHaveUniqueItems().And.HaveCount(1_500);
    }

    [TestCaseSource(nameof(SecondsAhead))]
    public async Task ARestartGoesOnFromItsCheckpointHoweverWrongTheClockIs(int secondsAhead)
    {
        using var file = new TailCheckpointPath();
        await using var first = await TailHarness.StartAsync(options => options.CheckpointFile = file.Path, readerAhead: TimeSpan.FromSeconds(secondsAhead));
        first.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(0, 5).Select(n => $"before {n}")]);
        await first.WaitForEventsAsync(5);
        await first.StopAsync();
        first.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(0, 10).Select(n => $"between {n}")]);

        await using var second = first.Next(options => options.CheckpointFile = file.Path);
        second.Run();
        await second.WaitForEventsAsync(10);
        second.Aws.Put(TailHarness.Group, "s", "after");
        await second.WaitForEventsAsync(11);
        await second.StopAsync();
        second.Texts.Should().BeEquivalentTo([.. Enumerable.Range(0, 10).Select(n => $"between {n}"), "after"]);
    }

    [TestCaseSource(nameof(SecondsAhead))]
    public async Task AHistoryReachesUpToTheNewestEventHoweverWrongTheClockIs(int secondsAhead)
    {
        await using var harness = await TailHarness.CreateAsync(
            options =>
            {
                // By its ARN, so that the history's query would be the first thing that is asked for.
                options.LogGroups.Add("arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders");
                options.Since = TimeSpan.FromMinutes(10);
                options.Follow = false;
            },
            emulator => emulator.VisibilityDelay = TimeSpan.Zero,
            readerAhead: TimeSpan.FromSeconds(secondsAhead));
        var now = harness.Now;
        int[] ages = [900, 590, 300, 170, 90, 30, 1, -60];
        harness.Aws.Put(TailHarness.Group, "s", ages.Select(age => (now.AddSeconds(-age), $"{age} s old")));
        harness.Run();
        await harness.Running.WaitAsync(TimeSpan.FromSeconds(60));
        harness.Texts.Should().Equal(ages[1..].Select(age => $"{age} s old"));
    }

    [TestCase(-3_600)]
    [TestCase(3_600)]
    public async Task AClockThatIsSetDoesNotStopTheTail(int secondsBy)
    {
        await using var harness = await TailHarness.StartAsync(options => options.SweepInterval = TimeSpan.FromSeconds(10));
        await InterruptAsync(harness, "first", 3);
        await harness.WaitForEventsAsync(3);

        harness.ReaderAhead = TimeSpan.FromSeconds(secondsBy);
        await InterruptAsync(harness, "second", 3);
        harness.Aws.Put(TailHarness.Group, "s", "live");
        await harness.WaitForEventsAsync(7);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(2, gap => gap.Complete);
        await harness.StopAsync();
        harness.Texts.Should().OnlyHaveUniqueItems().And.HaveCount(7);
    }

    static async Task InterruptAsync(TailHarness harness, string text, int count)
    {
        var started = harness.NoticesOf<CloudWatchLiveTailNotice.Started>().Count();
        using var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        var session = harness.Aws.LiveTailSessions.Single();
        session.CutBetweenFrames();
        await session.Ended;
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>(started);
        harness.Aws.Put(TailHarness.Group, "s", [.. Enumerable.Range(0, count).Select(n => $"{text} {n}")]);
        away.Clear();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(started + 1);
    }
}
