using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Events;

public class RenderableEventTests
{
    [Test]
    public void AnyFallbackSinkMayRenderTheEvent()
    {
        var logEvent = Some.LogEvent("a {A:Q9} {B,2000} {C:Q9} {A:000} {D:Q9} b", properties: [("A", 1), ("B", 2), ("C", new SequenceValue([new ScalarValue(3)]))]);

        logEvent.Invoking(e => e.RenderMessage(CultureInfo.InvariantCulture)).Should().Throw<FormatException>();
        RenderableEvent.Of(logEvent).RenderMessage(CultureInfo.InvariantCulture).Should().Be("a 1 2 [3] 001 {D:Q9} b");
    }

    [Test]
    public void AnEventThatCanBeRenderedIsLeftAsItIs()
    {
        var logEvent = Some.LogEvent("a {A:000} b", properties: ("A", 1));

        RenderableEvent.Of(logEvent).Should().BeSameAs(logEvent);
    }
}
