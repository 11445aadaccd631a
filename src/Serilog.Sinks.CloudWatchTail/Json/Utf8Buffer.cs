using System.Buffers;
using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Json;

// A growable, reusable byte buffer. Its array comes from a pool and returns there on Dispose, so that open batches use memory only as they fill. Not
// thread-safe.
sealed class Utf8Buffer : IBufferWriter<byte>, IDisposable
{
    byte[] _bytes;
    int _length;

    public Utf8Buffer(int initialCapacity = 1024)
    {
        _bytes = Rent(initialCapacity);
    }

    public int Length => _length;

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public Span<byte> WritableSpan => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    // Keeps only the first length bytes.
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length, nameof(length));
        _length = length;
    }

    public void Advance(int count) => _length += count;

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

    // Returns the memory to the pool. The empty buffer rents again when it is next written to.
    public void Release() => Dispose();

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _length = 0;
        Return(bytes);
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
