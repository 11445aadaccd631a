using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serilog.Sinks.CloudWatchTail.Json;

// A growable, reusable byte buffer. Its array comes from a pool and returns there on Dispose, so that open batches use memory only as they fill. Not
// thread-safe.
// A message is JSON, and the put's body has it inside a JSON string, where its quotes and backslashes are escaped once more. A buffer whose content is
// meant for the inside of such a string does that as the message is written, so that no byte is read twice. All but Append and Advance take care of
// it: these are for bytes that no string escapes.
sealed class Utf8Buffer : IBufferWriter<byte>, IDisposable
{
    // The array of AppendPadded is a multiple of this long, and is copied in steps of it.
    public const int Padding = 16;

    readonly bool _isInsideString;
    byte[] _bytes;
    int _length;
    int _escapes;
    Utf8Buffer? _once;

    public Utf8Buffer(int initialCapacity = 1024, bool insideString = false)
    {
        _bytes = Rent(initialCapacity);
        _isInsideString = insideString;
    }

    public bool IsInsideString => _isInsideString;

    public int Length => _length;

    // The length of the text itself, without what the string around it adds.
    public int TextLength => _length - _escapes;

    // The end of the content, to which CutTo returns.
    public (int Length, int Escapes) End => (_length, _escapes);

    // For text on its way inside the string: empty, and not inside a string itself.
    public Utf8Buffer Once
    {
        get
        {
            var once = _once ??= new Utf8Buffer();
            once.Clear();
            return once;
        }
    }

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public Span<byte> WritableSpan => _bytes.AsSpan(0, _length);

    public void Clear() => _length = _escapes = 0;

    // Keeps only the first length bytes. What is cut off has no escapes of a string around it: see CutTo.
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length, nameof(length));
        _length = length;
    }

    public void CutTo((int Length, int Escapes) end)
    {
        Truncate(end.Length);
        _escapes = end.Escapes;
    }

    public void Advance(int count) => _length += count;

    // escapes of the bytes are those of a string around the text.
    public void Advance(int count, int escapes)
    {
        _length += count;
        _escapes += escapes;
    }

    // Returns all of the free space, at least sizeHint bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> GetSpan(int sizeHint = 1)
    {
        if (_bytes.Length - _length < sizeHint) Grow(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public Memory<byte> GetMemory(int sizeHint = 1)
    {
        if (_bytes.Length - _length < sizeHint) Grow(sizeHint);
        return _bytes.AsMemory(_length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        if (_length == _bytes.Length) Grow(1);
        _bytes[_length++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(GetSpan(value.Length));
        _length += value.Length;
    }

    // Appends bytes of the text that may need the escapes of a string around it, such as the quotes of JSON.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendJson(ReadOnlySpan<byte> json)
    {
        if (_isInsideString) AppendInside(json);
        else Append(json);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(JsonLiteral literal)
    {
        if (_isInsideString) AppendPadded(literal.Inside, literal.Length + literal.Escapes, literal.Escapes);
        else AppendPadded(literal.Plain, literal.Length, 0);
    }

    // Appends the first bytes of an array from JsonLiteral.Pad; escapes of them are those of a string around the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendPadded(byte[] padded, int length, int escapes)
    {
        Debug.Assert(padded.Length % Padding == 0 && length <= padded.Length);
        ref var source = ref MemoryMarshal.GetArrayDataReference(padded);
        ref var target = ref MemoryMarshal.GetReference(GetSpan(padded.Length));
        nuint at = 0;
        do
        {
            Vector128.LoadUnsafe(ref source, at).StoreUnsafe(ref target, at);
            at += Padding;
        }
        while (at < (nuint)length);
        _length += length;
        _escapes += escapes;
    }

    // Appends the quote at the beginning or at the end of a string.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendQuote()
    {
        if (!_isInsideString)
        {
            Append((byte)'"');
            return;
        }

        Append("\\\""u8);
        _escapes++;
    }

    // Returns the memory to the pool. The empty buffer rents again when it is next written to.
    public void Release() => Dispose();

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _length = _escapes = 0;
        Return(bytes);
        _once?.Dispose();
        _once = null;
    }

    void AppendInside(ReadOnlySpan<byte> json)
    {
        var start = _length;
        JsonEscaper.AppendEscapedOnce(this, json);
        _escapes += _length - start - json.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow(int sizeHint)
    {
        var needed = checked(_length + Math.Max(sizeHint, 1));
        var bigger = Rent((int)Math.Min(Math.Max((long)_bytes.Length * 2, needed), Array.MaxLength));
        _bytes.AsSpan(0, _length).CopyTo(bigger);
        var old = _bytes;
        _bytes = bigger;
        Return(old);
    }

    static byte[] Rent(int least) => least <= PinnedArrays.LongestOrdinary ? ArrayPool<byte>.Shared.Rent(least) : PinnedArrays.Rent(least);

    static void Return(byte[] bytes)
    {
        if (bytes.Length > PinnedArrays.LongestOrdinary) PinnedArrays.Return(bytes);
        else if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
    }
}
