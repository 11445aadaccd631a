using System.Diagnostics;
using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>A look at an event among <see cref="CapturedEvents"/>; good until these change.</summary>
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

    /// <summary>In hexadecimal.</summary>
    public string? TraceId => _head.TraceId;

    /// <summary>In hexadecimal.</summary>
    public string? SpanId => _head.SpanId;

    public MessageTemplate Template => _head.IsWhole ? Unsafe.As<LogEvent>(_head.Source).MessageTemplate : Unsafe.As<MessageTemplate>(_head.Source);

    /// <summary>The event itself, if it is kept.</summary>
    public LogEvent? Whole => _head.IsWhole ? Unsafe.As<LogEvent>(_head.Source) : null;

    public ReadOnlySpan<CapturedProperty> Properties { get; }

    /// <summary>Finds a property by its name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryFind(string name, out CapturedProperty property)
    {
        if (Whole is { } whole)
        {
            var found = whole.Properties.TryGetValue(name, out var value);
            property = found ? new CapturedProperty(name, value) : default;
            return found;
        }

        // A hole's name and its property's are mostly one string: the template's.
        foreach (ref readonly var candidate in Properties)
        {
            if (!ReferenceEquals(candidate.Name, name)) continue;
            property = candidate;
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

    /// <summary>The event, or one equal to it if its parts alone are kept.</summary>
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

        // Also names that Serilog would refuse now: the event has them, and one that cannot be made again could not be reported.
        var properties = (IDictionary<string, LogEventPropertyValue>)logEvent.Properties;
        foreach (ref readonly var property in Properties) properties[property.Name] = property.Value!;
        return logEvent;
    }
}
