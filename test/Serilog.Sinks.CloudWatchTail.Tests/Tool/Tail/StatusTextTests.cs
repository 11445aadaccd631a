using Serilog.Sinks.CloudWatchTail.Tool.Tail;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Tail;

public class StatusTextTests
{
    [TestCase(200, "live | 2 groups | 3.3/s | lag 1.3 s | 1,234 received")]
    [TestCase(40, "live | 2 groups | 3.3/s | lag 1.3 s")]
    [TestCase(30, "live | 2 groups | 3.3/s")]
    [TestCase(5, "live")]
    [TestCase(4, "")]
    public void WhatDoesNotFitTheTerminalIsLeftOut(int width, string expected) =>
        StatusText.Of(CloudWatchLiveTailState.Live, 2, 3.27, TimeSpan.FromSeconds(1.26), 1234, width).Should().Be(expected);

    [Test]
    public void BeforeTheFirstEventThereIsNoLag() =>
        StatusText.Of(CloudWatchLiveTailState.Connecting, 1, 0, null, 0, 80).Should().Be("connecting | 1 group | 0/s | 0 received");
}
