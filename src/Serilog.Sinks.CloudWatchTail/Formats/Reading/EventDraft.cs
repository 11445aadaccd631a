using System.Diagnostics;
using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// An event under construction while its message is read. Reused for the next event.
sealed class EventDraft
{
    const int FewProperties = 16;

    readonly List<(string Name, LogEventPropertyValue Value)> _properties = [];
    HashSet<string>? _names;
    int _namesCount;
    DateTimeOffset _timestamp;
    LogEventLevel _level;
    MessageTemplate _template = MessageTemplate.Empty;
    HoleFormats? _formats;

    // The fallback time until one is set.
    public DateTimeOffset Timestamp
    {
        get => _timestamp;
        set
        {
            _timestamp = value;
            HasTime = true;
        }
    }

    // Whether the message contained a time.
    public bool HasTime { get; private set; }

    // Information until a level is set.
    public LogEventLevel Level
    {
        get => _level;
        set
        {
            _level = value;
            HasLevel = true;
        }
    }

    // Whether the message contained a level.
    public bool HasLevel { get; private set; }

    public Exception? Exception { get; set; }

    public MessageTemplate Template
    {
        get => _template;
        set => SetTemplate(value, null);
    }

    public ActivityTraceId TraceId { get; set; }
    public ActivitySpanId SpanId { get; set; }

    public void Begin(DateTimeOffset timestamp)
    {
        _properties.Clear();
        _names = null;
        _namesCount = 0;
        _timestamp = timestamp;
        HasTime = false;
        _level = LogEventLevel.Information;
        HasLevel = false;
        Exception = null;
        Template = MessageTemplate.Empty;
        TraceId = default;
        SpanId = default;
    }

    // formats: those of the template's holes, or null if they have none.
    public void SetTemplate(MessageTemplate template, HoleFormats? formats) => (_template, _formats) = (template, formats);

    public void Add(string name, LogEventPropertyValue value) => _properties.Add((name, value));

    // Whether a property of this name was added; looks up many properties in constant time each.
    public bool Has(string name)
    {
        if (_properties.Count > FewProperties)
        {
            for (_names ??= []; _namesCount < _properties.Count; _namesCount++) _names.Add(_properties[_namesCount].Name);
            return _names.Contains(name);
        }

        foreach (var (other, _) in _properties)
        {
            if (other == name) return true;
        }

        return false;
    }

    // The event, which can be rendered whatever its template asks for.
    public LogEvent Build()
    {
        var logEvent = new LogEvent(Timestamp, Level, Exception, Template, [], TraceId, SpanId);

        // Filling an event's own dictionary directly avoids growing it step by step and an object for each property.
        var dictionary = logEvent.Properties as Dictionary<string, LogEventPropertyValue>;
        dictionary?.EnsureCapacity(_properties.Count);
        Dictionary<string, int>? repeated = null;
        foreach (ref readonly var property in CollectionsMarshal.AsSpan(_properties))
        {
            var (written, value) = property;
            var name = written is [> ' ' and <= '~', ..] || LogEventProperty.IsValidName(written) ? written : "(unnamed)";
            if (dictionary == null)
            {
                logEvent.AddOrUpdateProperty(new(name, value));
            }
            else if (!dictionary.TryAdd(name, value))
            {
                dictionary.Add(NextFree(dictionary, name, ref repeated), dictionary[name]);
                dictionary[name] = value;
            }
        }

        if (_formats == null || (repeated == null && _formats.AreTakenBy(CollectionsMarshal.AsSpan(_properties)))) return logEvent;
        return _formats.Bound(logEvent);
    }

    // If an object repeats a name, the last member keeps it; the earlier ones become name_2 and so on.
    static string NextFree(Dictionary<string, LogEventPropertyValue> properties, string name, ref Dictionary<string, int>? repeated)
    {
        repeated ??= [];
        var number = repeated.GetValueOrDefault(name, 1);
        string free;
        do free = $"{name}_{++number}"; while (properties.ContainsKey(free));
        repeated[name] = number;
        return free;
    }
}
