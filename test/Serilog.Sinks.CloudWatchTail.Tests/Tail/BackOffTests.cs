using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail;

public sealed class BackOffTests
{
    [Test]
    public async Task SessionsThatEachEndAfterOneUpdateAreStartedLessAndLessOften()
    {
        await using var harness = await TailHarness.CreateAsync();
        using var fault = harness.Aws.Faults.On("StartLiveTail").UntilCleared().AfterUpdates(1).CutBetweenFrames();
        harness.Run();
        await harness.WaitForNoticesAsync<CloudWatchLiveTailNotice.Interrupted>(7);
        await harness.StopAsync();

        var waits = harness.NoticesOf<CloudWatchLiveTailNotice.Interrupted>().Take(7).Select(notice => notice.RetryAfter.TotalMilliseconds);
        waits.Should().Equal(187.5, 375, 750, 1_500, 3_000, 6_000, 12_000);
    }

    [Test]
    public async Task TheStartedNoticeNamesTheSession()
    {
        await using var harness = await TailHarness.StartAsync();
        var started = harness.NoticesOf<CloudWatchLiveTailNotice.Started>().Single();
        started.SessionId.Should().Be(harness.Aws.LiveTailSessions.Single().Id);
        started.RequestId.Should().NotBeNullOrEmpty();
        started.ToString().Should().Contain(started.SessionId);
        await harness.StopAsync();
    }
}
