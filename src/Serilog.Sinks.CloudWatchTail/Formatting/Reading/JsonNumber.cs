using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>Reads numbers as the first of long, ulong, decimal, double and float that is written with the very same text, so that none loses a digit.</summary>
static class JsonNumber
{
    const int SmallestCached = -1, LargestCached = 1023;

    static readonly ScalarValue[] Small = [.. Enumerable.Range(SmallestCached, LargestCached - SmallestCached + 1).Select(i => new ScalarValue((long)i))];

    public static ScalarValue Read(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out long integer, out var length) && length == text.Length && (integer != 0 || text.Length == 1))
            return integer is >= SmallestCached and <= LargestCached ? Small[integer - SmallestCached] : new ScalarValue(integer);

        return new(ReadOther(text));
    }

    static object ReadOther(ReadOnlySpan<byte> text)
    {
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned)) return unsigned;
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var exact) && IsWrittenAs(exact, text)) return exact;
        var isDouble = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide) && double.IsFinite(wide);
        if (isDouble && IsWrittenAs(wide, text)) return wide;
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var narrow) && IsWrittenAs(narrow, text)) return narrow;

        // Only another logger writes such a number: one with an exponent of its own style is a double, one past every range stays text.
        return isDouble ? wide : Encoding.ASCII.GetString(text);
    }

    static bool IsWrittenAs<T>(T value, ReadOnlySpan<byte> text) where T : IUtf8SpanFormattable
    {
        Span<byte> written = stackalloc byte[64];
        return value.TryFormat(written, out var length, default, CultureInfo.InvariantCulture) && text.SequenceEqual(written[..length]);
    }
}
