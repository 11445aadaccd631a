using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// Writes text as the inside of a JSON string, escaping no more than JSON asks for: quotes, backslashes and control characters. Every message is
/// escaped once more for the body of its put, and a message that is JSON itself has a quote every eight bytes or so; looking for the next quote
/// costs more than copying up to it, so sixteen bytes are looked at together and quotes are escaped where they stand.
/// </summary>
static class JsonEscaper
{
    /// <summary>How much a step may write: sixteen bytes, each of them a control character.</summary>
    const int LongestStep = 16 * 6;

    static ReadOnlySpan<byte> HexDigits => "0123456789ABCDEF"u8;

    /// <summary>Appends UTF-8 text.</summary>
    public static void AppendEscaped(Utf8Buffer output, ReadOnlySpan<byte> utf8)
    {
        ref var source = ref MemoryMarshal.GetReference(utf8);
        var position = 0;
        var free = output.GetSpan(Math.Max(utf8.Length, LongestStep));
        var written = 0;
        while (position < utf8.Length)
        {
            if (free.Length - written < LongestStep)
            {
                output.Advance(written);
                free = output.GetSpan(Math.Max(utf8.Length - position, LongestStep));
                written = 0;
            }

            ref var target = ref Unsafe.Add(ref MemoryMarshal.GetReference(free), written);
            if (utf8.Length - position >= Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref source, (nuint)position);
                var control = Vector128.LessThan(bytes, Vector128.Create((byte)' '));
                var special = control | Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
                if (special == Vector128<byte>.Zero)
                {
                    bytes.StoreUnsafe(ref target);
                    position += Vector128<byte>.Count;
                    written += Vector128<byte>.Count;
                    continue;
                }

                if (QuoteExpansion.IsSupported && control == Vector128<byte>.Zero)
                {
                    written += QuoteExpansion.Write(bytes, special.ExtractMostSignificantBits(), ref target);
                    position += Vector128<byte>.Count;
                    continue;
                }
            }

            var end = Math.Min(utf8.Length, position + Vector128<byte>.Count);
            while (position < end) written += WriteByte(Unsafe.Add(ref source, position++), free[written..]);
        }

        output.Advance(written);
    }

    /// <summary>Appends text of .NET, which need not be valid Unicode.</summary>
    /// <param name="keepLoneSurrogates">Writes half a surrogate pair as its escape; otherwise it becomes U+FFFD, as in any UTF-8 encoder.</param>
    public static void AppendEscaped(Utf8Buffer output, ReadOnlySpan<char> text, bool keepLoneSurrogates = false)
    {
        while (true)
        {
            var done = AppendAscii(output, text);
            if (done == text.Length) return;
            text = text[done..];
            text = text[AppendRun(output, text, keepLoneSurrogates)..];
        }
    }

    /// <summary>Appends text up to its first character that is not ASCII, in steps of eight characters.</summary>
    static int AppendAscii(Utf8Buffer output, ReadOnlySpan<char> text)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        var position = 0;
        var free = output.GetSpan(Math.Max(text.Length, LongestStep));
        var written = 0;
        while (position < text.Length)
        {
            if (free.Length - written < LongestStep)
            {
                output.Advance(written);
                free = output.GetSpan(Math.Max(text.Length - position, LongestStep));
                written = 0;
            }

            if (text.Length - position >= Vector128<ushort>.Count)
            {
                var chars = Vector128.LoadUnsafe(ref source, (nuint)position);
                if ((chars & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero) break;
                ref var target = ref Unsafe.Add(ref MemoryMarshal.GetReference(free), written);
                var bytes = Vector128.Narrow(chars, chars);
                var control = Vector128.LessThan(bytes, Vector128.Create((byte)' '));
                var special = control | Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
                if (special == Vector128<byte>.Zero)
                {
                    bytes.GetLower().StoreUnsafe(ref target);
                    position += Vector128<ushort>.Count;
                    written += Vector128<ushort>.Count;
                    continue;
                }

                if (QuoteExpansion.IsSupported && control == Vector128<byte>.Zero)
                {
                    written += QuoteExpansion.WriteLower(bytes, special.ExtractMostSignificantBits(), ref target);
                    position += Vector128<ushort>.Count;
                    continue;
                }
            }

            var end = Math.Min(text.Length, position + Vector128<ushort>.Count);
            while (position < end && text[position] <= 0x7F) written += WriteByte((byte)text[position++], free[written..]);
            if (position < end) break;
        }

        output.Advance(written);
        return position;
    }

    /// <summary>Appends text that begins with something that is not ASCII, up to the next character that must be escaped.</summary>
    static int AppendRun(Utf8Buffer output, ReadOnlySpan<char> text, bool keepLoneSurrogates)
    {
        const int longestRun = 4096;
        var run = text[..Math.Min(text.Length, longestRun)];
        var special = run.IndexOfAny(MustEscape);
        if (special >= 0) run = run[..special];
        var atEnd = run.Length == text.Length || special >= 0;

        // A pair that the run's end cuts in two is no lone surrogate: it is left for the next run.
        Utf8.FromUtf16(run, output.GetSpan(run.Length * 3), out var read, out var written, !keepLoneSurrogates, atEnd);
        output.Advance(written);
        if (read > 0) return read;

        output.Append("\\u"u8);
        AppendHex(output, text[0]);
        return 1;
    }

    static readonly System.Buffers.SearchValues<char> MustEscape = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '"', '\\']);

    static void AppendHex(Utf8Buffer output, char value)
    {
        for (var shift = 12; shift >= 0; shift -= 4) output.Append(HexDigits[(value >> shift) & 15]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int WriteByte(byte value, Span<byte> target)
    {
        if (value >= ' ' && value != '"' && value != '\\')
        {
            target[0] = value;
            return 1;
        }

        return WriteEscape(value, target);
    }

    static int WriteEscape(byte value, Span<byte> target)
    {
        var letter = value switch
        {
            (byte)'"' or (byte)'\\' => value,
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\f' => (byte)'f',
            _ => (byte)0
        };
        if (letter != 0)
        {
            target[1] = letter;
            target[0] = (byte)'\\';
            return 2;
        }

        "\\u00"u8.CopyTo(target);
        target[5] = HexDigits[value & 15];
        target[4] = HexDigits[value >> 4];
        return 6;
    }
}
