using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tail.Runtime;

public sealed class ReconnectScheduleTests
{
    [Test]
    public void TheWaitDoublesUpToHalfAMinute()
    {
        var schedule = new ReconnectSchedule(() => 1);
        var delays = Enumerable.Range(0, 10).Select(_ => schedule.NextDelay(throttled: false).TotalSeconds);
        delays.Should().Equal(0.25, 0.5, 1, 2, 4, 8, 16, 30, 30, 30);
    }

    [Test]
    public void WhereNothingListensTheWaitIsAtMostFiveSeconds()
    {
        var schedule = new ReconnectSchedule(() => 1);
        var delays = Enumerable.Range(0, 8).Select(_ => schedule.NextDelay(throttled: false, connectionRefused: true).TotalSeconds);
        delays.Should().Equal(0.25, 0.5, 1, 2, 4, 5, 5, 5);
        schedule.NextDelay(throttled: false).Should().Be(TimeSpan.FromSeconds(30), "another failure goes on where the attempts are");
    }

    [Test]
    public void AThrottledStartWaitsLonger() =>
        new ReconnectSchedule(() => 1).NextDelay(throttled: true).Should().Be(TimeSpan.FromSeconds(1));

    [Test]
    public void JitterTakesUpToHalfOfIt()
    {
        new ReconnectSchedule(() => 0).NextDelay(throttled: true).Should().Be(TimeSpan.FromSeconds(0.5));
        new ReconnectSchedule(() => 0.5).NextDelay(throttled: true).Should().Be(TimeSpan.FromSeconds(0.75));
    }

    [Test]
    public void ALiveSessionStartsItAnew()
    {
        var schedule = new ReconnectSchedule(() => 1);
        schedule.NextDelay(throttled: false);
        schedule.NextDelay(throttled: false);
        schedule.Succeeded();
        schedule.NextDelay(throttled: false).Should().Be(TimeSpan.FromSeconds(0.25));
    }

    [Test]
    public void ManyFailuresDoNotOverflow()
    {
        var schedule = new ReconnectSchedule(() => 1);
        for (var n = 0; n < 10_000; n++) schedule.NextDelay(throttled: true).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
    }
}
