using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Runtime;

public class CoarseClockTests
{
    [Test]
    public void TheTimeOfAnotherProviderIsExact()
    {
        var time = new FakeTimeProvider();
        var clock = new CoarseClock(time);
        for (var i = 0; i < 100; i++)
        {
            clock.Now().Should().Be(time.GetTimestamp());
            time.Advance(TimeSpan.FromTicks(1));
        }
    }

    [Test]
    public void TheSystemsTimeIsOneThatHasBeenAndMovesOn()
    {
        var clock = new CoarseClock(TimeProvider.System);
        for (var i = 0; i < 3; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            while (clock.Now() < start) TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(Limits.Patience);
            var now = clock.Now();
            now.Should().BeLessThanOrEqualTo(TimeProvider.System.GetTimestamp());
            clock.Now().Should().BeGreaterThanOrEqualTo(now);
        }
    }
}
