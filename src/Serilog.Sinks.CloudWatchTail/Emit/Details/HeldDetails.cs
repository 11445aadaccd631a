using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The details that are held, in parts, as events in the queue are: in places that are used again one by one, since what is thrown away and what stays lie
// beside each other. Not thread-safe, but for Read. keepWhole: Whether events are kept as the objects they are. copyAtBytes: From so many bytes on large
// strings are copied off the large object heap.
sealed class HeldDetails(bool keepWhole, long copyAtBytes)
{
    // What the places take, roughly, in bytes.
    const int PerDetail = 128, PerChunk = 160;

    const int None = -1;

    readonly SlotPool<HeldDetail> _details = new();
    readonly SlotPool<PropertyChunk> _chunks = new();
    readonly SharedTemplates _templates = new();

    // What all of them keep in memory, in bytes.
    public long Bytes { get; private set; }

    public int Count => _details.Count;

    public ref HeldDetail this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _details[index];
    }

    // Holds an event as it is now. Its number. Throws before anything is held.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(LogEvent logEvent, in StreamHint hint)
    {
        var templateBytes = _templates.BytesOf(logEvent.MessageTemplate);
        var index = _details.Rent();
        ref var detail = ref _details[index];
        var chunk = None;
        try
        {
            if (keepWhole || logEvent.Properties is not Dictionary<string, LogEventPropertyValue> { Count: <= CapturedEvents.MostProperties } properties
                || !TryAddParts(logEvent, properties, ref detail, ref chunk, templateBytes))
            {
                var bytes = CapturedSize.Clamp((long)CapturedSize.OfWhole(logEvent) + templateBytes);
                detail.Head = HeadOf(logEvent, logEvent, None, 0, ~bytes);
            }
        }
        catch
        {
            FreeChunks(chunk, holdCopies: true);
            _details.Return(index);
            throw;
        }

        // From here on nothing throws.
        detail.Hint = hint;
        detail.Next = None;
        Bytes += detail.Head.Bytes;
        return index;
    }

    // Forgets a detail; nothing is kept alive from here. The number of the next one of its trace.
    public int Free(int index)
    {
        ref var detail = ref _details[index];
        var next = detail.Next;
        Bytes -= detail.Head.Bytes;
        FreeChunks(detail.Head.FirstProperty, detail.Head.HoldsCopies);
        _details.Return(index);
        return next;
    }

    // Makes the event again. May be called while others are held and freed. scratch: Takes CapturedEvents.MostProperties properties.
    public LogEvent Read(int index, CapturedProperty[] scratch)
    {
        ref var detail = ref _details[index];
        var count = detail.Head.PropertyCount;
        var chunk = detail.Head.FirstProperty;
        for (var i = 0; i < count; i += PropertyChunk.Six.Size)
        {
            ref var place = ref _chunks[chunk];
            ReadOnlySpan<CapturedProperty> some = place.Properties;
            some[..Math.Min(count - i, PropertyChunk.Six.Size)].CopyTo(scratch.AsSpan(i));
            chunk = place.Next;
        }

        return new CapturedEvent(in detail.Head, scratch.AsSpan(0, count), detail.Hint).ToLogEvent();
    }

    // Gives the memory back if nothing is held.
    public void Trim()
    {
        _details.Trim();
        _chunks.Trim();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool TryAddParts(LogEvent logEvent, Dictionary<string, LogEventPropertyValue> properties, ref HeldDetail detail, ref int first, long bytes)
    {
        bytes += PerDetail;
        var copies = Bytes >= copyAtBytes;
        var flag = 0;
        var (count, last, used) = (0, None, PropertyChunk.Six.Size);
        try
        {
            foreach (var (name, value) in properties)
            {
                if (used == PropertyChunk.Six.Size)
                {
                    last = AddChunk(ref first, last);
                    bytes += PerChunk;
                    used = 0;
                }

                ref var property = ref _chunks[last].Properties[used++];
                property = new CapturedProperty(name, value);
                if (copies && property.MayHoldLargeString)
                {
                    property = property.WithCopiedText();
                    if (property.HoldsCopies) flag = CapturedHead.CopiesFlag;
                }

                bytes += property.Bytes;
                count++;
            }
        }
        catch (InvalidOperationException)
        {
            // Changed while it is logged: kept as the object it is.
            FreeChunks(first, holdCopies: true);
            first = None;
            return false;
        }

        if (logEvent.Exception is { } exception) bytes += CapturedSize.OfException(exception);
        detail.Head = HeadOf(logEvent, logEvent.MessageTemplate, first, count, CapturedSize.Clamp(bytes) | flag);
        return true;
    }

    int AddChunk(ref int first, int last)
    {
        var chunk = _chunks.Rent();
        _chunks[chunk].Next = None;
        if (last == None) first = chunk;
        else _chunks[last].Next = chunk;
        return chunk;
    }

    // holdCopies: Whether copies of large strings may be among the properties, whose uses end.
    void FreeChunks(int chunk, bool holdCopies)
    {
        while (chunk != None)
        {
            var next = _chunks[chunk].Next;
            if (holdCopies)
            {
                foreach (ref readonly var property in (ReadOnlySpan<CapturedProperty>)_chunks[chunk].Properties) property.EndUse();
            }

            _chunks.Return(chunk);
            chunk = next;
        }
    }

    static CapturedHead HeadOf(LogEvent logEvent, object source, int chunk, int properties, int size) => new(
        logEvent.Timestamp, logEvent.Level, source, logEvent.Exception, logEvent.TraceId?.ToHexString(), logEvent.SpanId?.ToHexString(), chunk, properties, size);
}
