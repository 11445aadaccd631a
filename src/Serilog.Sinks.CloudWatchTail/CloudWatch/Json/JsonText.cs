using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Json;

/// <summary>
/// Finds the end of a JSON text and undoes its escapes in the same pass. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
/// </summary>
static class JsonText
{
    const int LongestRune = 4;

    /// <summary>What the letter after a backslash stands for; 0 for <c>u</c> and for what JSON does not know.</summary>
    static readonly byte[] Escapes = MakeEscapes();

    static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <param name="json">What follows the opening quote.</param>
    /// <param name="read">The bytes read, the closing quote included.</param>
    /// <param name="written">The bytes written: never more than were read.</param>
    public static JsonTextResult Unescape(ReadOnlySpan<byte> json, Span<byte> output, out int read, out int written)
    {
        ref var source = ref MemoryMarshal.GetReference(json);
        ref var target = ref MemoryMarshal.GetReference(output);
        var escapes = Escapes;
        read = 0;
        written = 0;
        int from = 0, to = 0;
        while (true)
        {
            // A block is stored whole, whatever it holds; what comes after its first special byte is written over.
            while (from <= json.Length - Vector128<byte>.Count && to <= output.Length - Vector128<byte>.Count)
            {
                var block = Vector128.LoadUnsafe(ref source, (nuint)from);
                var special = (Vector128.Equals(block, Vector128.Create((byte)'"')) | Vector128.Equals(block, Vector128.Create((byte)'\\')))
                    .ExtractMostSignificantBits();
                block.StoreUnsafe(ref target, (nuint)to);
                if (special == 0)
                {
                    from += Vector128<byte>.Count;
                    to += Vector128<byte>.Count;
                    continue;
                }

                var plain = BitOperations.TrailingZeroCount(special);
                from += plain;
                to += plain;
                goto Special;
            }

            while (true)
            {
                if (from == json.Length) return JsonTextResult.Malformed;
                if (json[from] is (byte)'"' or (byte)'\\') break;
                if (to == output.Length) return JsonTextResult.OutputFull;
                output[to++] = json[from++];
            }

        Special:
            if (json[from++] == '"')
            {
                read = from;
                written = to;
                return JsonTextResult.Done;
            }

            if (from == json.Length) return JsonTextResult.Malformed;
            if (output.Length - to < LongestRune) return JsonTextResult.OutputFull;
            var escape = json[from++];
            var value = escapes[escape];
            output[to++] = value;
            if (value != 0) continue;

            to--;
            if (escape != 'u' || !TryUnescapeUnicode(json, ref from, output, ref to)) return JsonTextResult.Malformed;
        }
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
