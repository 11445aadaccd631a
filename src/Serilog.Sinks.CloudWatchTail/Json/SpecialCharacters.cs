using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Enumerates the quotes, backslashes and control characters of a text. Searches 64 bytes at once and takes the hits from a bit mask: a separate
// search from each quote to the next would have to wait for the one before it.
ref struct SpecialCharacters
{
    const int BlockLength = 64;

    readonly ReadOnlySpan<byte> _text;
    int _block;
    ulong _all;
    ulong _rest;

    // Starts at this position.
    public SpecialCharacters(ReadOnlySpan<byte> text, int position = 0)
    {
        _text = text;
        _block = -BlockLength;
        Seek(position);
    }

    // Returns the position of the next special character, or the text's length if there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
        while (_rest == 0)
        {
            if (_block + BlockLength >= _text.Length) return _text.Length;
            _block += BlockLength;
            _all = _rest = Find(_text, _block);
        }

        var found = _block + BitOperations.TrailingZeroCount(_rest);
        _rest &= _rest - 1;
        return found;
    }

    // Continues at this position.
    public void Seek(int position)
    {
        var block = position & -BlockLength;
        if (block != _block)
        {
            _block = block;
            _all = block < _text.Length ? Find(_text, block) : 0;
        }

        _rest = _all & (ulong.MaxValue << (position & (BlockLength - 1)));
    }

    // Returns a mask with a bit for each special character of the block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Find(ReadOnlySpan<byte> text, int block)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        if (text.Length - block >= BlockLength) return FindInBlock(ref Unsafe.Add(ref start, block));

        // The last block begins where the text has a whole one, and what precedes its place is shifted out.
        return text.Length >= BlockLength ? FindInBlock(ref Unsafe.Add(ref start, text.Length - BlockLength)) >> (BlockLength - (text.Length - block)) : FindInShort(text[block..]);
    }

    static ulong FindInBlock(ref byte start)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var bytes = Vector512.LoadUnsafe(ref start);
            var control = Vector512.LessThan(bytes, Vector512.Create((byte)' '));
            return (control | Vector512.Equals(bytes, Vector512.Create((byte)'"')) | Vector512.Equals(bytes, Vector512.Create((byte)'\\'))).ExtractMostSignificantBits();
        }

        return Find(ref start, 0) | (Find(ref start, 16) << 16) | (Find(ref start, 32) << 32) | (Find(ref start, 48) << 48);
    }

    // The spaces after the end of the text are not special.
    static ulong FindInShort(ReadOnlySpan<byte> text)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        block.Fill((byte)' ');
        text.CopyTo(block);
        return FindInBlock(ref MemoryMarshal.GetReference(block));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Find(ref byte start, nuint offset)
    {
        var bytes = Vector128.LoadUnsafe(ref start, offset);
        var control = Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)0x1F)), bytes);
        var special = control | Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
        return special.ExtractMostSignificantBits();
    }
}
