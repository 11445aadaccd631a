using System.Buffers;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>Writes UTF-8 text as the inside of a JSON string, escaping no more than JSON asks for: quotes, backslashes and control characters.</summary>
static class JsonEscaper
{
    static readonly SearchValues<byte> MustEscape = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    public static void AppendEscaped(Utf8Buffer output, ReadOnlySpan<byte> utf8)
    {
        while (true)
        {
            var plain = utf8.IndexOfAny(MustEscape);
            if (plain < 0)
            {
                output.Append(utf8);
                return;
            }

            output.Append(utf8[..plain]);
            AppendEscape(output, utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }
    }

    static void AppendEscape(Utf8Buffer output, byte value)
    {
        switch (value)
        {
            case (byte)'"': output.Append("\\\""u8); break;
            case (byte)'\\': output.Append("\\\\"u8); break;
            case (byte)'\n': output.Append("\\n"u8); break;
            case (byte)'\r': output.Append("\\r"u8); break;
            case (byte)'\t': output.Append("\\t"u8); break;
            default:
                output.Append("\\u00"u8);
                output.Append("0123456789abcdef"u8[value >> 4]);
                output.Append("0123456789abcdef"u8[value & 15]);
                break;
        }
    }
}
