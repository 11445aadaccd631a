using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Tail;

public class NoticeSumsTests
{
    readonly ManualTimeProvider _clock = new();

    [Test]
    public void TheFirstIsSaidAtOnceAndTheOthersOnceAMinute()
    {
        var sums = new NoticeSums(_clock);
        sums.Add("fetched", TimeSpan.FromSeconds(1), 7).Should().Be("fetched: 7 events");
        for (var second = 1; second < 60; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            sums.Add("fetched", TimeSpan.FromSeconds(1), 10).Should().BeNull();
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        sums.Add("fetched", TimeSpan.FromSeconds(1), 10).Should().Be("fetched: 600 events (60 times, 60 s in all)");
    }

    [Test]
    public void KindsAreSummedApartAndTheRestIsSaidAtTheEnd()
    {
        var sums = new NoticeSums(_clock);
        sums.Add("a", TimeSpan.Zero, 1).Should().Be("a: 1 event");
        sums.Add("b", TimeSpan.Zero, 2).Should().Be("b: 2 events");
        sums.Add("a", TimeSpan.Zero, 3).Should().BeNull();
        sums.Add("a", TimeSpan.Zero, 4).Should().BeNull();
        sums.Rest().Should().Equal("a: 7 events (2 times)");
        sums.Rest().Should().BeEmpty();
    }

    [Test]
    public void ASessionCostsACentAMinuteForTenGroups()
    {
        SessionCost.ByTheMinute(10).Should().Be("$0.01/min");
        SessionCost.ByTheMinute(11).Should().Be("$0.02/min");
        SessionCost.Of(11, TimeSpan.FromSeconds(61)).Should().Be("$0.04");
    }
}
