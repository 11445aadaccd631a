using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Writes an event's record: bytes, which cost the garbage collector nothing however long they are held, and references for those values that have no form
// as bytes. Used by one thread at a time; runs no code of the application.
sealed class DetailEncoder
{
    // The most references of one event. One with more is held whole.
    public const int MostReferences = 8;

    // A longer text is held by reference.
    public const int LongestText = 1_024;

    // The memory of a rare large event is not kept.
    const int KeptBytes = 16 * 1024;

    const int InitialBytes = 1_024;

    const int ShortVector = 8;

    [ThreadStatic]
    static DetailEncoder? _ofThread;

    readonly object?[] _references = new object?[MostReferences];
    byte[] _bytes = new byte[InitialBytes];
    int _length;
    int _referenceCount;
    long _kept;
    bool _copies;

    // This thread's own: an event is encoded, held and cleared before the thread's next one.
    public static DetailEncoder OfThread => _ofThread ??= new DetailEncoder();

    public ReadOnlySpan<byte> Record => _bytes.AsSpan(0, _length);

    public ReadOnlySpan<object?> References => _references.AsSpan(0, _referenceCount);

    // The memory that the references keep.
    public int KeptByReferences => CapturedSize.Clamp(_kept);

    // Whether there are copies of large strings among the references, whose uses are counted.
    public bool HoldsCopies { get; private set; }

    // Encodes an event as it is now. key is that of its trace. copies: whether to copy large strings off the large object
    // heap.
    public void Encode(LogEvent logEvent, string key, in StreamHint hint, DetailShapes shapes, bool copies)
    {
        _copies = copies;
        if (logEvent.GetType() == typeof(LogEvent) && logEvent.Properties is Dictionary<string, LogEventPropertyValue> { Count: <= CapturedEvents.MostProperties } properties)
        {
            if (shapes.Guess(logEvent.MessageTemplate, properties.Count) is { } guess && TryEncodeParts(logEvent, properties, key, in hint, guess, isNew: false)) return;
            if (TryEncodeParts(logEvent, properties, key, in hint, shapes)) return;
        }

        EncodeWhole(logEvent, in hint);
    }

    // Forgets the event. endUses: the references are held nowhere else, and the uses of copies of large strings end.
    public void Clear(bool endUses)
    {
        if (_referenceCount > 0)
        {
            if (endUses) EndUses();
            _references.AsSpan(0, _referenceCount).Clear();
            _referenceCount = 0;
            HoldsCopies = false;
        }

        if (_bytes.Length > KeptBytes) _bytes = new byte[InitialBytes];
    }

    // Ends a use, if the reference is the copy of a large string.
    public static void EndUse(object? reference)
    {
        if (reference is LargeText text) text.EndUse();
        else if (reference is CopiedValue value) value.EndUse();
    }

    void EncodeWhole(LogEvent logEvent, in StreamHint hint)
    {
        Begin();
        _kept = (long)CapturedSize.OfWhole(logEvent) + CapturedSize.OfTemplate(logEvent.MessageTemplate);
        AddReference(logEvent);
        End(logEvent, DetailParts.Whole | EncodeStream(in hint));
    }

    bool TryEncodeParts(LogEvent logEvent, Dictionary<string, LogEventPropertyValue> properties, string key, in StreamHint hint, DetailShapes shapes)
    {
        try
        {
            var shape = shapes.Of(logEvent.MessageTemplate, properties, out var isNew);
            return TryEncodeParts(logEvent, properties, key, in hint, shape, isNew);
        }
        catch (InvalidOperationException)
        {
            // Changed while it is logged.
            return false;
        }
    }

    // Returns false if the event has another shape, or too many values that need references.
    bool TryEncodeParts(LogEvent logEvent, Dictionary<string, LogEventPropertyValue> properties, string key, in StreamHint hint, DetailShape shape, bool isNew)
    {
        Begin();
        if (isNew) _kept = shape.Bytes;
        var parts = DetailParts.None;
        if (shape.Number < 0)
        {
            AddReference(shape);
            parts = DetailParts.Shape;
        }

        parts |= EncodeStream(in hint);
        if (logEvent.Exception is { } exception)
        {
            _kept += CapturedSize.OfException(exception);
            AddReference(exception);
            parts |= DetailParts.Exception;
        }

        if (logEvent.TraceId is { } traceId)
        {
            var text = traceId.ToHexString();
            if (text == key)
            {
                parts |= DetailParts.KeyAsTraceId;
            }
            else
            {
                EncodeText(text);
                parts |= DetailParts.TraceId;
            }
        }

        if (logEvent.SpanId is { } spanId)
        {
            EncodeText(spanId.ToHexString());
            parts |= DetailParts.SpanId;
        }

        if (!TryEncodeProperties(properties, shape)) return false;
        End(logEvent, parts, shape.Number);
        return true;
    }

    bool TryEncodeProperties(Dictionary<string, LogEventPropertyValue> properties, DetailShape shape)
    {
        var names = shape.Names;
        var shared = shape.Texts;
        var count = 0;
        try
        {
            foreach (var (name, value) in properties)
            {
                if (count == names.Length || names[count] != name || !TryEncodeValue(value, shared[count])) return false;
                count++;
            }
        }
        catch (InvalidOperationException)
        {
            // Changed while it is logged.
            return false;
        }

        return count == names.Length;
    }

    // Returns false if there is no place for another reference. shared: the text that the shape has for the same property.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TryEncodeValue(LogEventPropertyValue? value, object? shared)
    {
        // A derived class may render itself differently.
        if (value is null || value.GetType() != typeof(ScalarValue)) return TryEncodeReference(value);
        var scalar = Unsafe.As<ScalarValue>(value).Value;
        if (scalar is null) EncodeKind(DetailKind.Null);
        else if (ReferenceEquals(scalar, shared)) EncodeKind(DetailKind.Shared);
        else if (scalar.GetType() == typeof(string) && Unsafe.As<string>(scalar) is { Length: <= LongestText } text) EncodeText(text);
        else if (scalar.GetType() == typeof(int)) Encode(DetailKind.Int32, Unsafe.Unbox<int>(scalar));
        else if (scalar.GetType() == typeof(double)) Encode(DetailKind.Double, Unsafe.Unbox<double>(scalar));
        else return TryEncodeScalar(value, scalar);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    bool TryEncodeScalar(LogEventPropertyValue value, object scalar)
    {
        switch (scalar)
        {
            case string text: return TryEncodeReference(text);
            case long number: Encode(DetailKind.Int64, number); return true;
            case bool flag: EncodeKind(flag ? DetailKind.True : DetailKind.False); return true;
            case Guid id: Encode(DetailKind.Guid, id); return true;
            case decimal number: Encode(DetailKind.Decimal, number); return true;
            case DateTime time: Encode(DetailKind.DateTime, time); return true;
            case DateTimeOffset time: Encode(DetailKind.DateTimeOffset, time); return true;
            case TimeSpan time: Encode(DetailKind.TimeSpan, time); return true;
            default: return TryEncodeReference(value);
        }
    }

    // Begins a record, with room for the head.
    void Begin()
    {
        if (_referenceCount > 0) Clear(endUses: true);
        _length = DetailHead.Size;
        _kept = 0;
    }

    void End(LogEvent logEvent, DetailParts parts, int shape = -1) =>
        Unsafe.WriteUnaligned(
            ref MemoryMarshal.GetArrayDataReference(_bytes),
            new DetailHead(logEvent, parts) { Shape = (short)shape, Length = _length, Bytes = KeptByReferences, References = (byte)_referenceCount });

    DetailParts EncodeStream(in StreamHint hint)
    {
        if (hint.Text is not { } text) return DetailParts.None;
        if (text.Length > LongestText) TryEncodeReference(text);
        else EncodeText(text);
        return hint.IsName ? DetailParts.Stream | DetailParts.StreamName : DetailParts.Stream;
    }

    // Most texts are ASCII, and half as long as that: what is held exceeds the processor's caches.
    void EncodeText(string text)
    {
        const int head = 1 + sizeof(int);
        ref var target = ref Next(head + (sizeof(char) * text.Length));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 1), text.Length);
        ref var characters = ref Unsafe.Add(ref target, head);
        if (TryNarrow(text, ref characters))
        {
            target = (byte)DetailKind.Ascii;
            _length -= text.Length;
            return;
        }

        target = (byte)DetailKind.Text;
        MemoryMarshal.AsBytes(text.AsSpan()).CopyTo(MemoryMarshal.CreateSpan(ref characters, sizeof(char) * text.Length));
    }

    // Returns whether a text is ASCII, and writes it then. Most are short: these take one step or two, from the beginning and up to the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryNarrow(string text, ref byte target)
    {
        var length = text.Length;
        ref var source = ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));
        switch (length)
        {
            case < ShortVector or > 4 * ShortVector:
                return Ascii.FromUtf16(text, MemoryMarshal.CreateSpan(ref target, length), out _) == OperationStatus.Done;
            case <= 2 * ShortVector:
                return IsAscii(Narrow(ref source, ref target, 0) | Narrow(ref source, ref target, length - ShortVector));
            default:
                return IsAscii(
                    Narrow(ref source, ref target, 0) | Narrow(ref source, ref target, ShortVector)
                    | Narrow(ref source, ref target, length - (2 * ShortVector)) | Narrow(ref source, ref target, length - ShortVector));
        }
    }

    // Writes the low bytes of eight characters, and returns these.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ushort> Narrow(ref ushort source, ref byte target, int at)
    {
        var characters = Vector128.LoadUnsafe(ref source, (nuint)at);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, at), Vector128.Narrow(characters, characters).AsUInt64().ToScalar());
        return characters;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsAscii(Vector128<ushort> characters) => (characters & Vector128.Create<ushort>(0xFF80)) == Vector128<ushort>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void EncodeKind(DetailKind kind) => Next(1) = (byte)kind;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Encode<T>(DetailKind kind, T value)
        where T : unmanaged
    {
        ref var target = ref Next(1 + Unsafe.SizeOf<T>());
        target = (byte)kind;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 1), value);
    }

    // Adds bytes to the record, and returns the first of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref byte Next(int bytes)
    {
        var at = _length;
        if (at + bytes > _bytes.Length) Grow(bytes);
        _length = at + bytes;
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), at);
    }

    void Grow(int bytes) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));

    bool TryEncodeReference(object? value)
    {
        if (_referenceCount == MostReferences) return false;
        EncodeKind(DetailKind.Reference);
        var bytes = value is string text ? CapturedSize.Of(text) : CapturedSize.Of((LogEventPropertyValue?)value);
        if (_copies && bytes >= CapturedProperty.LargeBytes && CopyOf(value) is { } copy)
        {
            HoldsCopies = true;
            value = copy;
        }

        AddReference(value);
        _kept += bytes;
        return true;
    }

    void AddReference(object? reference) => _references[_referenceCount++] = reference;

    static object? CopyOf(object? value) => value is string text ? new LargeText(text) : CopiedValue.Of((LogEventPropertyValue)value!);

    void EndUses()
    {
        if (!HoldsCopies) return;
        HoldsCopies = false;
        foreach (var reference in References) EndUse(reference);
    }
}
