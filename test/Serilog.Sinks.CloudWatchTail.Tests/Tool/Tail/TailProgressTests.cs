using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Tail;

public class TailProgressTests
{
    readonly ManualTimeProvider _clock = new();
    TailProgress _progress = null!;

    [SetUp]
    public void Begin() => _progress = new(_clock);

    [Test]
    public void TheLagOfTheLastEventIsShownAsLongAsEventsArrive()
    {
        _progress.Lag.Should().BeNull();
        for (var i = 0; i < 3; i++)
        {
            Receive(TimeSpan.FromSeconds(2 + i));
            _clock.Advance(TimeSpan.FromSeconds(9));
            _progress.Lag.Should().Be(TimeSpan.FromSeconds(2 + i));
        }
    }

    [Test]
    public void WhenNoEventArrivesTheLagIsNotShown()
    {
        Receive(TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(11));
        _progress.Lag.Should().BeNull();

        Receive(TimeSpan.FromSeconds(3));
        _progress.Lag.Should().Be(TimeSpan.FromSeconds(3));
    }

    void Receive(TimeSpan lag)
    {
        var origin = TailSome.Origin();
        _progress.Received(new CloudWatchLiveTailMessage(new(origin, (_clock.GetUtcNow() - lag).ToUnixTimeMilliseconds(), "m"u8.ToArray())));
    }
}
