using System.Collections;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Events that are kept for their report. One with large strings is kept in parts, and made again whenever it is asked for: as long as the strings
// themselves live, they hold up the collection of others like them.
sealed class KeptEvents : IReadOnlyCollection<LogEvent>
{
    public static readonly KeptEvents None = new();

    // Events, and single captured ones.
    readonly List<object> _events = [];

    public int Count => _events.Count;

    // bytes: What the event keeps.
    public void Add(LogEvent logEvent, int bytes)
    {
        _events.EnsureCapacity(_events.Count + 1);
        _events.Add(bytes >= CapturedProperty.LargeBytes ? Captured(logEvent) : logEvent);
    }

    public IEnumerator<LogEvent> GetEnumerator()
    {
        foreach (var kept in _events) yield return kept as LogEvent ?? ((CapturedEvents)kept)[0].ToLogEvent();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    static CapturedEvents Captured(LogEvent logEvent)
    {
        var captured = new CapturedEvents(1) { CopiesLargeStrings = true };
        captured.AddWholeMeasured(logEvent, 0);
        captured.EndSharing();
        return captured;
    }
}
