using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>An event while it is being read. Used again for the next one.</summary>
sealed class EventDraft
{
    const int FewProperties = 16;

    readonly List<(string Name, LogEventPropertyValue Value)> _properties = [];
    HashSet<string>? _names;
    int _namesCount;
    DateTimeOffset _timestamp;
    LogEventLevel _level;

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

    /// <summary>Information until it is set.</summary>
    public LogEventLevel Level
    {
        get => _level;
        set
        {
            _level = value;
            HasLevel = true;
        }
    }

    /// <summary>The message said its level.</summary>
    public bool HasLevel { get; private set; }

    public Exception? Exception { get; set; }
    public MessageTemplate Template { get; set; } = MessageTemplate.Empty;
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

    public void Add(string name, LogEventPropertyValue value) => _properties.Add((name, value));

    /// <summary>Whether a property of this name was added. Many are looked up in constant time each.</summary>
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

    public LogEvent Build()
    {
        var logEvent = new LogEvent(Timestamp, Level, Exception, Template, [], TraceId, SpanId);

        // An event keeps its properties in a dictionary; filled directly, it neither grows step by step nor needs an object for each property.
        var dictionary = logEvent.Properties as Dictionary<string, LogEventPropertyValue>;
        dictionary?.EnsureCapacity(_properties.Count);
        Dictionary<string, int>? repeated = null;
        foreach (var (written, value) in _properties)
        {
            var name = LogEventProperty.IsValidName(written) ? written : "(unnamed)";
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

        return logEvent;
    }

    /// <summary>A name that an object has more than once is its last member's; the earlier ones are kept as <c>name_2</c> and so on.</summary>
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
