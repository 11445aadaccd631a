using System.Buffers;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Json;

/// <summary>
/// Undoes a JSON string's escapes where the bytes lie: text only gets shorter by it. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
/// </summary>
static class JsonUnescaper
{
    static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <param name="text">The inside of a JSON string that a JSON reader found well-formed.</param>
    /// <returns>How many bytes of <paramref name="text"/> hold the unescaped text.</returns>
    public static int UnescapeInPlace(Span<byte> text)
    {
        var read = text.IndexOf((byte)'\\');
        if (read < 0) return text.Length;

        var written = read;
        while (true)
        {
            read++;
            switch (text[read++])
            {
                case (byte)'n': text[written++] = (byte)'\n'; break;
                case (byte)'t': text[written++] = (byte)'\t'; break;
                case (byte)'r': text[written++] = (byte)'\r'; break;
                case (byte)'b': text[written++] = (byte)'\b'; break;
                case (byte)'f': text[written++] = (byte)'\f'; break;
                case (byte)'u': written += UnescapeUnicode(text, ref read, text[written..]); break;
                default: text[written++] = text[read - 1]; break;
            }

            var plain = text[read..].IndexOf((byte)'\\');
            var run = text.Slice(read, plain < 0 ? text.Length - read : plain);
            run.CopyTo(text[written..]);
            written += run.Length;
            if (plain < 0) return written;
            read += plain;
        }
    }

    static int UnescapeUnicode(ReadOnlySpan<byte> text, ref int read, Span<byte> output)
    {
        var unit = (char)Hex(text.Slice(read, 4));
        read += 4;
        if (Rune.TryCreate(unit, out var rune)) return rune.EncodeToUtf8(output);

        if (char.IsHighSurrogate(unit) && text.Length - read >= 6 && text[read] == '\\' && text[read + 1] == 'u'
            && Rune.TryCreate(unit, (char)Hex(text.Slice(read + 2, 4)), out rune))
        {
            read += 6;
            return rune.EncodeToUtf8(output);
        }

        Replacement.CopyTo(output);
        return Replacement.Length;
    }

    static int Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
            value = (value << 4) | ((digit & 0x40) == 0 ? digit & 0xF : (digit & 0xF) + 9);
        return value;
    }
}
