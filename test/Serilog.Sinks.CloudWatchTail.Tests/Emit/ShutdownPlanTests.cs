using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

public class ShutdownPlanTests
{
    [TestCase(0, 6_300)]
    [TestCase(35_000, 6_300)]
    [TestCase(100_000, 5_000)]
    [TestCase(175_000, 3_500)]
    [TestCase(long.MaxValue, 3_500)]
    public void SendingEndsEarlyEnoughToHandOverWhatWaits(long waiting, double expected)
    {
        var clock = new ManualTimeProvider();
        var limit = TimeSpan.FromSeconds(7).Ticks;

        var until = new ShutdownPlan(1_000 + limit, limit).SendUntil(waiting, clock);

        TimeSpan.FromTicks(until - 1_000).TotalMilliseconds.Should().Be(expected);
    }

    [Test]
    public void WithoutAnyTimeThereIsNoneToKeep() => new ShutdownPlan(1_000, 0).SendUntil(100, new ManualTimeProvider()).Should().Be(1_000);
}
