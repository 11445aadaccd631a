using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>An event while it is being read. Used again for the next one.</summary>
sealed class EventDraft
{
    readonly List<(string Name, LogEventPropertyValue Value)> _properties = [];
    DateTimeOffset _timestamp;

    /// <summary>The fallback until it is set.</summary>
    public DateTimeOffset Timestamp
    {
        get => _timestamp;
        set
        {
            _timestamp = value;
            HasTime = true;
        }
    }

    /// <summary>The message said its time.</summary>
    public bool HasTime { get; private set; }

    public LogEventLevel Level { get; set; }
    public Exception? Exception { get; set; }
    public MessageTemplate Template { get; set; } = MessageTemplate.Empty;
    public ActivityTraceId TraceId { get; set; }
    public ActivitySpanId SpanId { get; set; }

    public void Begin(DateTimeOffset timestamp)
    {
        _properties.Clear();
        _timestamp = timestamp;
        HasTime = false;
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

        // An event keeps its properties in a dictionary; filled directly, it neither grows step by step nor needs an object for each property.
        var dictionary = logEvent.Properties as Dictionary<string, LogEventPropertyValue>;
        dictionary?.EnsureCapacity(_properties.Count);
        foreach (var (written, value) in _properties)
        {
            var name = LogEventProperty.IsValidName(written) ? written : "(unnamed)";
            if (dictionary != null)
            {
                dictionary[name] = value;
            }
            else
            {
                logEvent.AddOrUpdateProperty(new(name, value));
            }
        }

        return logEvent;
    }
}
