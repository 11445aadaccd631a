using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

/// <summary>What live tail does not show is found by queries, whatever the queries are like.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BackfillTests
{
    [Test]
    public async Task PagesAreFollowedThroughEmptyOnesAndThrottling()
    {
        await using var harness = await TailHarness.StartAsync(emulator: options => options.FilterLogEventsEmptyPages = 3);
        using var gap = await Interrupt(harness);
        var texts = Enumerable.Range(0, 12_000).Select(n => $"event {n}").ToArray();
        harness.Aws.Put(TailHarness.Group, "s", texts);
        harness.Aws.Faults.On("FilterLogEvents").Times(3).Throttle();
        harness.Aws.Faults.On("FilterLogEvents").After(5).Status(503);
        gap.Clear();

        await harness.WaitForEventsAsync(12_000);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();

        // In time order among themselves.
        harness.Texts.Should().Equal(texts);
    }

    [Test]
    public async Task TheQueriesAskForTheSameStreams()
    {
        await using var harness = await TailHarness.CreateAsync(options => options.LogStreamNames.Add("s"));
        await Runs(harness);
        using var gap = await Interrupt(harness);
        harness.Aws.Put(TailHarness.Group, "s", "mine");
        harness.Aws.Put(TailHarness.Group, "t", "other");
        gap.Clear();

        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();
        harness.Texts.Should().Equal("mine");
    }

    [Test]
    public async Task TheQueriesAskForTheSamePrefixesAndPatternOneByOne()
    {
        await using var harness = await TailHarness.CreateAsync(options =>
        {
            foreach (var prefix in new[] { "web/", "job/", "web/a" }) options.LogStreamNamePrefixes.Add(prefix);
            options.LogEventFilterPattern = "order";
        });
        await Runs(harness);
        using var gap = await Interrupt(harness);
        harness.Aws.Put(TailHarness.Group, "web/a", "order 1", "other");
        harness.Aws.Put(TailHarness.Group, "job/1", "order 2");
        harness.Aws.Put(TailHarness.Group, "cron/1", "order 3");
        harness.Aws.Put(TailHarness.Group, "web/b", "order 4");
        gap.Clear();

        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();
        harness.Texts.Should().BeEquivalentTo("order 1", "order 2", "order 4");
        harness.Aws.Requests.Where(request => request.Operation == "FilterLogEvents").Should().OnlyContain(request => !request.BodyText.Contains("web/a"));
    }

    [Test]
    public async Task EventsThatCarryAnOldTimestampOrOneAheadAreFoundToo()
    {
        await using var harness = await TailHarness.StartAsync(options => options.Overlap = TimeSpan.FromSeconds(30));
        using var gap = await Interrupt(harness);
        var now = harness.Now;
        harness.Aws.Put(TailHarness.Group, "s", [(now.AddSeconds(-20), "late"), (now.AddHours(2), "ahead")]);
        gap.Clear();

        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();
        harness.Texts.Should().BeEquivalentTo("late", "ahead");
    }

    [Test]
    public async Task WhatQueriesShowLateIsFoundAsLongAsTheOverlapLasts()
    {
        await using var harness = await TailHarness.StartAsync(
            options => options.Overlap = TimeSpan.FromSeconds(60),
            emulator => emulator.VisibilityDelay = TimeSpan.FromSeconds(55),
            new FastTimeProvider(60));
        using var gap = await Interrupt(harness);
        harness.Aws.Put(TailHarness.Group, "s", "late to be seen");
        gap.Clear();

        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.GapBackfilled>(matching: notice => notice.Complete);
        await harness.StopAsync();
        harness.Texts.Should().Equal("late to be seen");
        harness.NoticesOf<CloudWatchLiveTailNotice.GapBackfilled>().Should().OnlyContain(notice => notice.EventCount == 1);
    }

    [Test]
    public async Task TheSweepFindsWhatTheServiceDroppedWithoutAFlag([Values] LiveTailGroupNaming naming)
    {
        await using var harness = await TailHarness.StartAsync(options => options.SweepInterval = TimeSpan.FromSeconds(6), options =>
        {
            options.LiveTailGroupNaming = naming;
            options.LiveTailIngestionTimeSkew = TimeSpan.FromMilliseconds(naming == LiveTailGroupNaming.Arn ? 7 : 0);
        });
        // Past the start, which queries look at anyway.
        var started = harness.Now;
        await harness.Aws.WaitUntilAsync(_ => harness.Now - started > TimeSpan.FromSeconds(10));
        harness.Aws.LiveTailSessions.Single().LoseEvents();
        harness.Aws.Put(TailHarness.Group, "s", "lost 1", "lost 2");
        await harness.Aws.WaitUntilAsync(aws => aws.LiveTailSessions.Single().LostEvents == 2);
        harness.Aws.Put(TailHarness.Group, "s", "shown");

        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.MissedEventsFound>();
        await harness.StopAsync();
        harness.Texts.Should().BeEquivalentTo("shown", "lost 1", "lost 2");
        harness.NoticesOf<CloudWatchLiveTailNotice.MissedEventsFound>().Sum(notice => notice.EventCount).Should().Be(2);
    }

    [Test]
    public async Task WithoutGapFillingNothingIsQueried()
    {
        await using var harness = await TailHarness.StartAsync(options => options.Backfill = false);
        using var gap = await Interrupt(harness);
        harness.Aws.Put(TailHarness.Group, "s", "lost");
        gap.Clear();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(2);
        harness.Aws.Put(TailHarness.Group, "s", "shown");

        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();
        harness.Texts.Should().Equal("shown");
        harness.Aws.RequestCount("FilterLogEvents").Should().Be(0);
    }

    [Test]
    public async Task ThrottledForLongTheFillerFallsBehindAndSaysSo()
    {
        await using var harness = await TailHarness.StartAsync();
        using var gap = await Interrupt(harness);
        var throttle = harness.Aws.Faults.On("FilterLogEvents").UntilCleared().Throttle();
        harness.Aws.Put(TailHarness.Group, "s", "late");
        gap.Clear();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>(2);
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.BackfillFellBehind>();
        harness.Tail.State.Should().Be(CloudWatchLiveTailState.Backfilling);
        throttle.Clear();
        await harness.WaitForEventsAsync(1);
        await harness.StopAsync();

        var notice = harness.NoticesOf<CloudWatchLiveTailNotice.BackfillFellBehind>().First();
        notice.Throttles.Should().BeGreaterThan(1);
        notice.Behind.Should().BeGreaterThan(TimeSpan.FromSeconds(4));
    }

    static async Task Runs(TailHarness harness)
    {
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Started>();
    }

    /// <summary>Cuts the session and lets no other start, until it is cleared.</summary>
    static async Task<Fault> Interrupt(TailHarness harness)
    {
        var away = harness.Aws.Faults.On("StartLiveTail").Hold();
        var session = harness.Aws.LiveTailSessions.Single();
        session.CutBetweenFrames();
        await session.Ended;
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>();
        return away;
    }
}
