using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Events in parts, as the stages of the sink hand them on.</summary>
static class Capture
{
    public static CapturedEvents Events(params LogEvent[] events)
    {
        var captured = new CapturedEvents();
        foreach (var logEvent in events) captured.Add(logEvent);
        return captured;
    }

    public static CapturedEvent Event(LogEvent logEvent) => Events(logEvent)[0];

    public static LogEvent[] All(CapturedEvents captured) => captured.ToLogEvents(0, captured.Count);

    public static IEnumerable<string> Texts(CapturedEvents? captured) => captured is null ? [] : All(captured).Select(e => e.MessageTemplate.Text);
}
