using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Delivery;

public class RetryScheduleTests
{
    [Test]
    public void DelaysDoubleUpToTheirLongest()
    {
        var schedule = new RetrySchedule(() => 1);
        var delays = Enumerable.Range(0, 10).Select(_ => schedule.NextDelay(CloudWatchLogsErrorClass.Unavailable).TotalSeconds);
        delays.Should().Equal(0.25, 0.5, 1, 2, 4, 8, 16, 30, 30, 30);
    }

    [Test]
    public void AThrottleWaitsLongerThanAnOutageAndMissingPermissionsLongest()
    {
        First(CloudWatchLogsErrorClass.Unavailable).Should().BeLessThan(First(CloudWatchLogsErrorClass.Throttled));
        First(CloudWatchLogsErrorClass.Throttled).Should().BeLessThan(First(CloudWatchLogsErrorClass.Denied));
    }

    [Test]
    public void JitterTakesAtMostHalfAway()
    {
        new RetrySchedule(() => 0).NextDelay(CloudWatchLogsErrorClass.Throttled).Should().Be(TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public void ASuccessStartsOver()
    {
        var schedule = new RetrySchedule(() => 1);
        for (var i = 0; i < 5; i++) schedule.NextDelay(CloudWatchLogsErrorClass.Throttled);
        schedule.Reset();
        schedule.Failures.Should().Be(0);
        schedule.NextDelay(CloudWatchLogsErrorClass.Throttled).Should().Be(TimeSpan.FromSeconds(1));
    }

    [Test]
    public void ManyFailuresInARowDoNotOverflow()
    {
        var schedule = new RetrySchedule(() => 1);
        for (var i = 0; i < 10_000; i++) schedule.NextDelay(CloudWatchLogsErrorClass.Denied).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(60));
    }

    static TimeSpan First(CloudWatchLogsErrorClass errorClass) => new RetrySchedule(() => 1).NextDelay(errorClass);
}
