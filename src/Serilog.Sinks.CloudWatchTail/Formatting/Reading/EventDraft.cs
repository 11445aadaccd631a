using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>An event while it is being read. Used again for the next one.</summary>
sealed class EventDraft
{
    readonly List<(string Name, LogEventPropertyValue Value)> _properties = [];

    public DateTimeOffset Timestamp { get; set; }
    public LogEventLevel Level { get; set; }
    public Exception? Exception { get; set; }
    public MessageTemplate Template { get; set; } = MessageTemplate.Empty;
    public ActivityTraceId TraceId { get; set; }
    public ActivitySpanId SpanId { get; set; }

    public void Begin(DateTimeOffset timestamp)
    {
        _properties.Clear();
        Timestamp = timestamp;
        Level = LogEventLevel.Information;
        Exception = null;
        Template = MessageTemplate.Empty;
        TraceId = default;
        SpanId = default;
    }

    public void Add(string name, LogEventPropertyValue value) => _properties.Add((name, value));

    public LogEvent Build()
    {
        var logEvent = new LogEvent(Timestamp, Level, Exception, Template, [], TraceId, SpanId);
        foreach (var (name, value) in _properties) logEvent.AddOrUpdateProperty(new(LogEventProperty.IsValidName(name) ? name : "(unnamed)", value));
        return logEvent;
    }
}
