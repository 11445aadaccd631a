using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Goes from one quote, backslash or control character of a text to the next. They are looked for in 64 bytes together and then taken from a word
// bit by bit: a search that begins anew at each quote of a message would wait for the one before it to end.
ref struct SpecialCharacters
{
    const int BlockLength = 64;

    readonly ReadOnlySpan<byte> _text;
    int _block;
    ulong _all;
    ulong _rest;

    public SpecialCharacters(ReadOnlySpan<byte> text)
    {
        _text = text;
        _all = _rest = Find(text, 0);
    }

    // Where the next one is; the text's length when there is none.
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

    // Goes on at this position.
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

    // A bit for each of the block's special characters.
    static ulong Find(ReadOnlySpan<byte> text, int block)
    {
        if (text.Length - block >= BlockLength)
        {
            ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), block);
            return Find(ref start, 0) | (Find(ref start, 16) << 16) | (Find(ref start, 32) << 32) | (Find(ref start, 48) << 48);
        }

        // Spaces after the end of the text are nothing special.
        Span<byte> last = stackalloc byte[BlockLength];
        last.Fill((byte)' ');
        text[block..].CopyTo(last);
        return Find(last, 0);
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
