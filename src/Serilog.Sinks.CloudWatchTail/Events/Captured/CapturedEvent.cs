using System.Diagnostics;
using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// A view of one event in CapturedEvents, valid until these change.
readonly ref struct CapturedEvent
{
    readonly ref readonly CapturedHead _head;

    public CapturedEvent(ref readonly CapturedHead head, ReadOnlySpan<CapturedProperty> properties, StreamHint hint = default)
    {
        _head = ref head;
        Properties = properties;
        Hint = hint;
    }

    public StreamHint Hint { get; }

    public ref readonly CapturedHead Head => ref _head;

    public DateTimeOffset Timestamp => _head.Timestamp;

    public LogEventLevel Level => _head.Level;

    public Exception? Exception => _head.Exception;

    // In hexadecimal.
    public string? TraceId => _head.TraceId;

    // In hexadecimal.
    public string? SpanId => _head.SpanId;

    public MessageTemplate Template => _head.IsWhole ? Unsafe.As<LogEvent>(_head.Source).MessageTemplate : Unsafe.As<MessageTemplate>(_head.Source);

    // The event itself, if it was kept whole.
    public LogEvent? Whole => _head.IsWhole ? Unsafe.As<LogEvent>(_head.Source) : null;

    public ReadOnlySpan<CapturedProperty> Properties { get; }

    // Finds a property by name.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryFind(string name, out CapturedProperty property)
    {
        if (Whole is { } whole)
        {
            var found = whole.Properties.TryGetValue(name, out var value);
            property = found ? new CapturedProperty(name, value) : default;
            return found;
        }

        var index = IndexOfOwn(name);
        if (index >= 0)
        {
            property = Properties[index];
            return true;
        }

        foreach (ref readonly var candidate in Properties)
        {
            if (candidate.Name != name) continue;
            property = candidate;
            return true;
        }

        property = default;
        return false;
    }

    // Finds a property by the very string that is its name, as a hole and its property usually share one, the template's. Returns its index, or -1;
    // always -1 if the event was kept whole, since it may have many.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOfOwn(string name)
    {
        if (_head.IsWhole) return -1;
        for (var i = 0; i < Properties.Length; i++)
        {
            if (ReferenceEquals(Properties[i].Name, name)) return i;
        }

        return -1;
    }

    // Returns the event, or an equal one if only its parts were kept.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LogEvent ToLogEvent()
    {
        if (Whole is { } whole) return whole;
        var logEvent = new LogEvent(
            Timestamp,
            Level,
            Exception,
            Template,
            [],
            TraceId is null ? default : ActivityTraceId.CreateFromString(TraceId),
            SpanId is null ? default : ActivitySpanId.CreateFromString(SpanId));

        // Includes names that Serilog would reject now: the event has them, and an event that cannot be recreated could not be reported.
        var properties = (IDictionary<string, LogEventPropertyValue>)logEvent.Properties;
        (properties as Dictionary<string, LogEventPropertyValue>)?.EnsureCapacity(Properties.Length);
        foreach (ref readonly var property in Properties) properties[property.Name] = property.Value!;
        return logEvent;
    }
}
