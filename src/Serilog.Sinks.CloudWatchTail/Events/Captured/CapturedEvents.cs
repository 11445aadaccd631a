using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// Keeps events as parts in reused arrays. An event is a dozen objects of several hundred bytes in all. Kept until the service responds, all of them
// would survive a garbage collection or two, and moving them costs more than sending them. As parts they leave nothing behind, and
// CapturedEvent.ToLogEvent recreates an event where one is needed.
sealed class CapturedEvents
{
    // An event with more properties is kept whole, because its own dictionary finds them faster.
    public const int MostProperties = 32;

    const int InitialEvents = 16, PropertiesPerEvent = 6, Unmeasured = 0;

    // An event that keeps changing while it is captured is kept whole after this many tries.
    const int MostTries = 10;

    CapturedHead[] _heads;
    CapturedProperty[] _properties;
    int _propertyCount;

    // The last property whose large string was copied, and its copy.
    CapturedProperty _copied, _copy;

    // Whether any event here holds copies.
    bool _holdsCopies;

    // Beside the heads; none until the first one comes, since most sinks need none.
    StreamHint[]? _hints;

    int _removed;

    public CapturedEvents(int capacity = InitialEvents)
    {
        _heads = new CapturedHead[capacity];
        _properties = new CapturedProperty[capacity * PropertiesPerEvent];
    }

    // The number of events added, removed ones included.
    public int Count { get; private set; }

    // The number of events that are not removed.
    public int Left => Count - _removed;

    public CapturedEvent this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref readonly var head = ref _heads[index];
            return new CapturedEvent(in head, _properties.AsSpan(head.FirstProperty, head.PropertyCount), _hints is null ? default : _hints[index]);
        }
    }

    // The memory that these events are expected to keep, including their rendered text, as far as it was measured.
    public long ExpectedBytes { get; private set; }

    // Whether large strings are copied to where they do not hold up the collection of others like them (LargeText); for events that may
    // wait for long. Those of templates and exceptions stay where they are.
    public bool CopiesLargeStrings { get; set; }

    // Adds an event in parts, as it is now: later changes to it have no effect here.
    public void Add(LogEvent logEvent) => AddMeasured(logEvent, 0);

    // Adds an event in parts and measures it; templateBytes is the share of its template. One of a derived class stays as it is: a formatter or a
    // fallback sink may know the class.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddMeasured(LogEvent logEvent, int templateBytes)
    {
        if (logEvent.GetType() != typeof(LogEvent)
            || logEvent.Properties is not Dictionary<string, LogEventPropertyValue> { Count: <= MostProperties } properties
            || !TryAddParts(logEvent, logEvent.MessageTemplate, properties, CapturedSize.PerEvent + templateBytes))
        {
            AddWholeMeasured(logEvent, templateBytes);
        }
    }

    // Adds an event whole.
    public void AddWhole(LogEvent logEvent) => AddHead(logEvent, logEvent, 0, 0);

    // Adds an event whole and measures it, or in parts if it may hold large strings to copy. templateBytes is the share of its template.
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

    // Adds an event to be rendered at once: always with its properties, and also whole if there are many of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddToRender(LogEvent logEvent)
    {
        // Serilog keeps an event's properties in a dictionary behind an interface; should that change, this makes a copy.
        var properties = logEvent.Properties as Dictionary<string, LogEventPropertyValue> ?? new(logEvent.Properties);
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (TryAddParts(logEvent, properties.Count > MostProperties ? logEvent : logEvent.MessageTemplate, properties, Unmeasured)) return;
        }

        AddWhole(logEvent);
    }

    // Attaches a hint to the event that was added last. Copies of the event do not get it: once the stream is known, it is not needed.
    public void SetHint(StreamHint hint)
    {
        if (_hints is null || _hints.Length < Count) Array.Resize(ref _hints, _heads.Length);
        _hints[Count - 1] = hint;
    }

    // Makes room for the hint of the next event.
    public void MakeRoomForHint()
    {
        if (_hints is null || _hints.Length <= Count) Array.Resize(ref _hints, Math.Max(_heads.Length, Count * 2));
    }

    // Adds a copy of an event from another instance.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(scoped in CapturedEvent other)
    {
        EnsureRoom(other.Properties.Length);
        other.Properties.CopyTo(_properties.AsSpan(_propertyCount));
        _heads[Count] = other.Head with { FirstProperty = _propertyCount, PropertyCount = other.Properties.Length };
        _propertyCount += other.Properties.Length;
        Count++;
        if (other.Head.HoldsCopies) AddUses(other.Properties);
    }

    // Removes events that follow each other, and keeps none of their objects alive. The others keep their places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Remove(int first, int count)
    {
        // So do their properties.
        ref readonly var last = ref _heads[first + count - 1];
        var start = _heads[first].FirstProperty;
        var properties = _properties.AsSpan(start, last.FirstProperty + last.PropertyCount - start);
        if (_holdsCopies) EndUses(properties);
        properties.Clear();
        Array.Clear(_heads, first, count);
        if (_hints is not null) Array.Clear(_hints, first, count);
        _removed += count;
    }

    // Recreates the events from index from up to but excluding to.
    public LogEvent[] ToLogEvents(int from, int to)
    {
        var events = new LogEvent[to - from];
        for (var i = from; i < to; i++) events[i - from] = this[i].ToLogEvent();
        return events;
    }

    // Removes all events and keeps none of their objects alive.
    public void Clear()
    {
        EndSharing();
        if (Left > 0)
        {
            if (_holdsCopies) EndUses(_properties.AsSpan(0, _propertyCount));
            Array.Clear(_heads, 0, Count);
            Array.Clear(_properties, 0, _propertyCount);
            if (_hints is not null) Array.Clear(_hints);
        }

        _holdsCopies = false;
        Count = 0;
        _removed = 0;
        _propertyCount = 0;
        ExpectedBytes = 0;
    }

    // Forgets the string that was copied last, which the next event could have shared.
    public void EndSharing()
    {
        _copy.EndUse();
        _copied = _copy = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool TryAddParts(LogEvent logEvent, object source, Dictionary<string, LogEventPropertyValue> properties, long bytes)
    {
        var count = properties.Count;
        var isMeasured = bytes != Unmeasured;
        EnsureRoom(count);
        var target = _properties.AsSpan(_propertyCount, count);

        // An object that two consecutive events have at the same place is counted with the first of them.
        var before = isMeasured && Count > 0 ? _properties.AsSpan(_heads[Count - 1].FirstProperty, _heads[Count - 1].PropertyCount) : default;
        var index = 0;
        var copies = 0;
        try
        {
            foreach (var (name, value) in properties)
            {
                if (index == count) throw new InvalidOperationException("The event has gained properties while it was captured.");
                ref var property = ref target[index];
                property = new CapturedProperty(name, value);
                if (CopiesLargeStrings && property.MayHoldLargeString && TryCopy(ref property)) copies = CapturedHead.CopiesFlag;
                if (isMeasured && !(index < before.Length && property.SharesWith(in before[index]))) bytes += property.Bytes;
                index++;
            }

            if (isMeasured && logEvent.Exception is { } exception) bytes += CapturedSize.OfException(exception);
            AddHead(logEvent, source, index, CapturedSize.Clamp(bytes), copies);
            return true;
        }
        catch (Exception ex)
        {
            if (copies != 0) EndUses(target);
            target.Clear();
            if (ex is not InvalidOperationException) throw;

            // An event must not be changed while it is being logged, but one that is must not be lost.
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void AddHead(LogEvent logEvent, object source, int properties, int bytes, int copies = 0)
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
            ReferenceEquals(source, logEvent) ? ~bytes : bytes | copies);
        _propertyCount += properties;
        ExpectedBytes += CapturedSize.WithBody(bytes);
        Count++;
    }

    // Events may share a large string, which is then copied once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    bool TryCopy(ref CapturedProperty property)
    {
        if (!property.SharesWith(in _copied))
        {
            var copy = property.WithCopiedText();
            _copy.EndUse();
            (_copied, _copy) = (property, copy);
        }

        if (!_copy.HoldsCopies) return false;
        _holdsCopies = true;
        property = _copy.WithName(property.Name);
        property.AddUse();
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void AddUses(ReadOnlySpan<CapturedProperty> properties)
    {
        _holdsCopies = true;
        foreach (ref readonly var property in properties) property.AddUse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void EndUses(ReadOnlySpan<CapturedProperty> properties)
    {
        foreach (ref readonly var property in properties) property.EndUse();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void EnsureRoom(int properties)
    {
        if (Count == _heads.Length || _propertyCount + properties > _properties.Length) Grow(properties);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow(int properties)
    {
        if (Count == _heads.Length) Array.Resize(ref _heads, Count * 2);
        if (_propertyCount + properties > _properties.Length) Array.Resize(ref _properties, Math.Max(_properties.Length * 2, _propertyCount + properties));
    }
}
