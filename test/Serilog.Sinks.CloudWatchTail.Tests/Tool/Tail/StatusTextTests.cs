using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Tail;

public class StatusTextTests
{
    static readonly StatusValues Values = new()
    {
        State = CloudWatchLiveTailState.Live,
        Groups = 2,
        Rate = 3.27,
        Lag = TimeSpan.FromSeconds(1.26),
        Gaps = 1,
        Received = 1234,
        Cost = "$0.01/min",
    };

    [TestCase(200, "live | 2 groups | 3.3/s | lag 1.3 s | 1 gap | 1,234 received | $0.01/min")]
    [TestCase(40, "live | 2 groups | 3.3/s | lag 1.3 s")]
    [TestCase(30, "live | 2 groups | 3.3/s")]
    [TestCase(5, "live")]
    [TestCase(4, "")]
    public void WhatDoesNotFitTheTerminalIsLeftOut(int width, string expected) => StatusText.Of(Values, width).Should().Be(expected);

    [Test]
    public void BeforeTheFirstEventThereIsNoLag() =>
        StatusText.Of(new StatusValues { State = CloudWatchLiveTailState.Connecting, Groups = 1 }, 80).Should().Be("connecting | 1 group | 0/s | 0 received");

    [Test]
    public void WhatTheKeyboardChangedStandsFirst() =>
        StatusText.Of(Values with { Prefix = "PAUSED, 17 waiting" }, 40).Should().Be("PAUSED, 17 waiting | live | 2 groups");
}
