using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>
/// Events in parts, in arrays that are used again. An event is a dozen objects and some hundred bytes; kept until the service has answered, all of
/// them would outlive a collection or two, and moving them costs more than sending them. In parts they leave nothing behind, and
/// <see cref="CapturedEvent.ToLogEvent"/> makes the event again where it is asked for.
/// </summary>
sealed class CapturedEvents
{
    /// <summary>An event with more properties is kept whole: its own dictionary finds them faster.</summary>
    public const int MostProperties = 32;

    const int InitialEvents = 16, PropertiesPerEvent = 6, Unmeasured = 0;

    /// <summary>An event that changes while it is captured is kept whole after so many tries.</summary>
    const int MostTries = 10;

    CapturedHead[] _heads;
    CapturedProperty[] _properties;
    int _propertyCount;

    /// <summary>The property whose large string was copied last, and its copy.</summary>
    CapturedProperty _copied, _copy;

    /// <summary>Beside the heads; none until the first one comes, since most sinks need none.</summary>
    StreamHint[]? _hints;

    public CapturedEvents(int capacity = InitialEvents)
    {
        _heads = new CapturedHead[capacity];
        _properties = new CapturedProperty[capacity * PropertiesPerEvent];
    }

    public int Count { get; private set; }

    public CapturedEvent this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref readonly var head = ref _heads[index];
            return new CapturedEvent(in head, _properties.AsSpan(head.FirstProperty, head.PropertyCount), _hints is null ? default : _hints[index]);
        }
    }

    /// <summary>What the events here are expected to keep in memory, their rendered text included, as far as they were measured.</summary>
    public long ExpectedBytes { get; private set; }

    /// <summary>
    /// Whether large strings are copied to where they do not hold up the collection of others like them (<see cref="Json.PinnedArrays"/>); for events
    /// that may wait for long. Those of templates and exceptions stay where they are.
    /// </summary>
    public bool CopiesLargeStrings { get; set; }

    /// <summary>Adds an event in parts, as it is now: what is done to it afterwards does not show here.</summary>
    public void Add(LogEvent logEvent) => AddMeasured(logEvent, 0);

    /// <summary>Adds an event in parts and measures what it keeps.</summary>
    /// <param name="templateBytes">What its template adds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddMeasured(LogEvent logEvent, int templateBytes)
    {
        if (logEvent.Properties is not Dictionary<string, LogEventPropertyValue> { Count: <= MostProperties } properties
            || !TryAddParts(logEvent, logEvent.MessageTemplate, properties, CapturedSize.PerEvent + templateBytes))
        {
            AddWholeMeasured(logEvent, templateBytes);
        }
    }

    /// <summary>Adds an event as the object it is.</summary>
    public void AddWhole(LogEvent logEvent) => AddHead(logEvent, logEvent, 0, 0);

    /// <summary>Adds an event as the object it is and measures what it keeps; in parts if it may hold large strings that are to be copied.</summary>
    /// <param name="templateBytes">What its template adds.</param>
    public void AddWholeMeasured(LogEvent logEvent, int templateBytes)
    {
        var bytes = CapturedSize.OfWhole(logEvent);
        if (CopiesLargeStrings && bytes >= CapturedProperty.LargeBytes
            && logEvent.Properties is Dictionary<string, LogEventPropertyValue> properties
            && TryAddParts(logEvent, logEvent.MessageTemplate, properties, CapturedSize.PerEvent + templateBytes))
        {
            return;
        }

        AddHead(logEvent, logEvent, 0, CapturedSize.Clamp((long)bytes + templateBytes));
    }

    /// <summary>Adds an event to be rendered at once: its properties are there in any case, and if they are many the event with them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddToRender(LogEvent logEvent)
    {
        // Serilog keeps an event's properties in a dictionary and shows it as an interface; should that ever change, a copy is made.
        var properties = logEvent.Properties as Dictionary<string, LogEventPropertyValue> ?? new(logEvent.Properties);
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (TryAddParts(logEvent, properties.Count > MostProperties ? logEvent : logEvent.MessageTemplate, properties, Unmeasured)) return;
        }

        AddWhole(logEvent);
    }

    /// <summary>Keeps a hint with the event that was added last. It is not copied to other events: once the stream is found nothing needs it.</summary>
    public void SetHint(StreamHint hint)
    {
        if (_hints is null || _hints.Length < Count) Array.Resize(ref _hints, _heads.Length);
        _hints[Count - 1] = hint;
    }

    /// <summary>Makes room for the hint of the event that is added next.</summary>
    public void MakeRoomForHint()
    {
        if (_hints is null || _hints.Length <= Count) Array.Resize(ref _hints, Math.Max(_heads.Length, Count * 2));
    }

    /// <summary>Adds a copy of another one's event.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(scoped in CapturedEvent other)
    {
        EnsureRoom(other.Properties.Length);
        other.Properties.CopyTo(_properties.AsSpan(_propertyCount));
        _heads[Count] = other.Head with { FirstProperty = _propertyCount, PropertyCount = other.Properties.Length };
        _propertyCount += other.Properties.Length;
        Count++;
    }

    /// <summary>The events from <paramref name="from"/> to before <paramref name="to"/>, made again.</summary>
    public LogEvent[] ToLogEvents(int from, int to)
    {
        var events = new LogEvent[to - from];
        for (var i = from; i < to; i++) events[i - from] = this[i].ToLogEvent();
        return events;
    }

    /// <summary>Forgets all events; nothing is kept alive from here.</summary>
    public void Clear()
    {
        Array.Clear(_heads, 0, Count);
        Array.Clear(_properties, 0, _propertyCount);
        if (_hints is not null) Array.Clear(_hints);
        _copied = _copy = default;
        Count = 0;
        _propertyCount = 0;
        ExpectedBytes = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool TryAddParts(LogEvent logEvent, object source, Dictionary<string, LogEventPropertyValue> properties, long bytes)
    {
        var count = properties.Count;
        var isMeasured = bytes != Unmeasured;
        EnsureRoom(count);
        var target = _properties.AsSpan(_propertyCount, count);

        // What each of two events one after the other has at the same place is counted with the first.
        var before = isMeasured && Count > 0 ? _properties.AsSpan(_heads[Count - 1].FirstProperty, _heads[Count - 1].PropertyCount) : default;
        var index = 0;
        try
        {
            foreach (var (name, value) in properties)
            {
                if (index == count) throw new InvalidOperationException("There are more properties than there were.");
                ref var property = ref target[index];
                property = new CapturedProperty(name, value);
                if (CopiesLargeStrings && property.MayHoldLargeString) property = Copy(in property);
                if (isMeasured && !(index < before.Length && property.SharesWith(in before[index]))) bytes += property.Bytes;
                index++;
            }
        }
        catch (InvalidOperationException)
        {
            // An event must not be changed while it is being logged, but one that is must not be lost.
            target.Clear();
            return false;
        }

        if (isMeasured && logEvent.Exception is { } exception) bytes += CapturedSize.OfException(exception);
        AddHead(logEvent, source, index, CapturedSize.Clamp(bytes));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void AddHead(LogEvent logEvent, object source, int properties, int bytes)
    {
        EnsureRoom(0);
        _heads[Count] = new CapturedHead(
            logEvent.Timestamp,
            logEvent.Level,
            source,
            logEvent.Exception,
            logEvent.TraceId?.ToHexString(),
            logEvent.SpanId?.ToHexString(),
            _propertyCount,
            properties,
            ReferenceEquals(source, logEvent) ? ~bytes : bytes);
        _propertyCount += properties;
        ExpectedBytes += CapturedSize.WithBody(bytes);
        Count++;
    }

    // Events may share a large string, which is then copied once.
    CapturedProperty Copy(in CapturedProperty property)
    {
        if (!property.SharesWith(in _copied))
        {
            _copy = property.WithCopiedText();
            _copied = property;
        }

        return _copy.WithName(property.Name);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void EnsureRoom(int properties)
    {
        if (Count == _heads.Length) Array.Resize(ref _heads, Count * 2);
        if (_propertyCount + properties > _properties.Length) GrowProperties(properties);
    }

    void GrowProperties(int properties) => Array.Resize(ref _properties, Math.Max(_properties.Length * 2, _propertyCount + properties));
}
