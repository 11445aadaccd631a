using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Finds the end of a JSON string and undoes its escapes in the same pass. A lone surrogate, which UTF-8 cannot represent, becomes U+FFFD.
static class JsonUnescaper
{
    const int LongestRune = 4;

    // With this much more room than JSON to read, the output never becomes full.
    public const int SpareRoom = LongestRune;

    const int Stretch = 64;
    const int Block = 16;

    // Maps the letter after a backslash to its character; 0 for u and for escapes that JSON does not define.
    static readonly byte[] Escapes = MakeEscapes();

    static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    // json starts after the opening quote; read includes the closing one. Never writes more bytes than it reads.
    public static UnescapeResult Unescape(ReadOnlySpan<byte> json, Span<byte> output, out int read, out int written)
    {
        read = 0;
        written = 0;
        int from = 0, to = 0;
        while (true)
        {
            if (MoveStretches(json, output, ref from, ref to))
            {
                read = from;
                written = to;
                return UnescapeResult.Done;
            }

            // MoveStretches leaves the last bytes of the output or of the JSON, and every \u.
            if (from == json.Length) return UnescapeResult.Malformed;
            var value = json[from];
            if (value == '"')
            {
                read = from + 1;
                written = to;
                return UnescapeResult.Done;
            }

            if (output.Length - to < LongestRune && (value == '\\' || to == output.Length)) return UnescapeResult.OutputFull;
            from++;
            if (value != '\\')
            {
                output[to++] = value;
                continue;
            }

            if (from == json.Length) return UnescapeResult.Malformed;
            var escape = json[from++];
            if (Escapes[escape] != 0) output[to++] = Escapes[escape];
            else if (escape != 'u' || !TryUnescapeUnicode(json, ref from, output, ref to)) return UnescapeResult.Malformed;
        }
    }

    // Copies 64 bytes a round: one comparison finds all quotes and backslashes among them, and whole blocks are copied in between; the next copy
    // overwrites a block's surplus. Returns true past the closing quote, false at a byte that needs the slow path.
    static bool MoveStretches(ReadOnlySpan<byte> json, Span<byte> output, ref int from, ref int to)
    {
        ref var source = ref MemoryMarshal.GetReference(json);
        ref var target = ref MemoryMarshal.GetReference(output);
        var escapes = Escapes;
        int read = from, written = to;
        var done = false;
        while (read <= json.Length - Stretch - Block && written <= output.Length - Stretch - Block)
        {
            var start = read;
            for (var specials = SpecialsOf(ref source, start); specials != 0;)
            {
                var special = start + BitOperations.TrailingZeroCount(specials);
                Move(ref source, read, ref target, written, special - read);
                written += special - read;
                read = special;
                if (json[special] == '"')
                {
                    read++;
                    done = true;
                    goto Leave;
                }

                var value = escapes[json[special + 1]];
                if (value == 0) goto Leave;
                output[written++] = value;
                read += 2;

                // An escaped quote or backslash is not special. If it lies beyond this stretch, the next stretch starts after it.
                specials &= specials - 1;
                if (read - start <= Stretch) specials &= ~(1UL << (read - 1 - start));
            }

            var rest = start + Stretch - read;
            if (rest <= 0) continue;
            Move(ref source, read, ref target, written, rest);
            read += rest;
            written += rest;
        }

    Leave:
        from = read;
        to = written;
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong SpecialsOf(ref byte source, int at)
    {
        var quote = Vector256.Create((byte)'"');
        var backslash = Vector256.Create((byte)'\\');
        var first = Vector256.LoadUnsafe(ref source, (nuint)at);
        var second = Vector256.LoadUnsafe(ref source, (nuint)(at + Vector256<byte>.Count));
        return (Vector256.Equals(first, quote) | Vector256.Equals(first, backslash)).ExtractMostSignificantBits()
            | ((ulong)(Vector256.Equals(second, quote) | Vector256.Equals(second, backslash)).ExtractMostSignificantBits() << Vector256<byte>.Count);
    }

    // Copies at most a stretch, rounded up to whole blocks.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Move(ref byte source, int read, ref byte target, int written, int count)
    {
        var moved = 0;
        do
        {
            Vector128.LoadUnsafe(ref source, (nuint)(read + moved)).StoreUnsafe(ref target, (nuint)(written + moved));
            moved += Block;
        }
        while (moved < count);
    }

    static bool TryUnescapeUnicode(ReadOnlySpan<byte> json, ref int from, Span<byte> output, ref int to)
    {
        if (!TryReadHex(json, from, out var unit)) return false;
        from += 4;
        if (!Rune.TryCreate(unit, out var rune))
        {
            var paired = from + 1 < json.Length && json[from] == '\\' && json[from + 1] == 'u' && TryReadHex(json, from + 2, out var low)
                && Rune.TryCreate(unit, low, out rune);
            if (!paired)
            {
                Replacement.CopyTo(output[to..]);
                to += Replacement.Length;
                return true;
            }

            from += 6;
        }

        to += rune.EncodeToUtf8(output[to..]);
        return true;
    }

    static bool TryReadHex(ReadOnlySpan<byte> json, int at, out char value)
    {
        value = '\0';
        if (at + 4 > json.Length) return false;
        foreach (var digit in json.Slice(at, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit)) return false;
            value = (char)((value << 4) | ((digit & 0x40) == 0 ? digit & 0xF : (digit & 0xF) + 9));
        }

        return true;
    }

    static byte[] MakeEscapes()
    {
        var escapes = new byte[256];
        foreach (var (escape, value) in "\"\"\\\\//n\nt\tr\rb\bf\f".Chunk(2).Select(pair => (pair[0], pair[1]))) escapes[escape] = (byte)value;
        return escapes;
    }
}
