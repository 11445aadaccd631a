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
        var number = Parse(text);
        if (number.Kind == ValueKind.Int64 && number.Integer is >= SmallestCached and <= LargestCached) return Small[number.Integer - SmallestCached];

        // Only another logger writes a number that is past every range: it stays text.
        return new(number.Box() ?? Encoding.ASCII.GetString(text));
    }

    /// <summary>Reads a number as the CLR type that its kind says. One that does not fit there is read as any other.</summary>
    public static ScalarValue Read(ReadOnlySpan<byte> text, ValueKind kind)
    {
        const NumberStyles style = NumberStyles.Float;
        var culture = CultureInfo.InvariantCulture;
        return kind switch
        {
            ValueKind.SByte when sbyte.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.Byte when byte.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.Int16 when short.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.UInt16 when ushort.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.Int32 when int.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.UInt32 when uint.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.UInt64 when ulong.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.Single when float.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.Double when double.TryParse(text, style, culture, out var number) => new(number),
            ValueKind.Decimal when decimal.TryParse(text, style, culture, out var number) => new(number),
            _ => Read(text)
        };
    }

    public static ParsedNumber Parse(ReadOnlySpan<byte> text)
    {
        if (TryParseShort(text, out var number)) return number;
        if (Utf8Parser.TryParse(text, out long integer, out var length) && length == text.Length && integer != 0) return new(ValueKind.Int64, Integer: integer);
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned)) return new(ValueKind.UInt64, Unsigned: unsigned);

        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var exact) && IsWrittenAs(exact, text)) return new(ValueKind.Decimal, Exact: exact);
        var isDouble = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide) && double.IsFinite(wide);
        if (isDouble && IsWrittenAs(wide, text)) return new(ValueKind.Double, Wide: wide);
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var narrow) && IsWrittenAs(narrow, text)) return new(ValueKind.Single, Narrow: narrow);
        return isDouble ? new(ValueKind.Double, Wide: wide) : default;
    }

    /// <summary>
    /// Whole numbers and decimals of at most 18 digits, which almost all are. JSON allows no needless zero in front, and a decimal keeps those at its
    /// end, so the text needs no comparing; only a zero with a sign is something else.
    /// </summary>
    static bool TryParseShort(ReadOnlySpan<byte> text, out ParsedNumber number)
    {
        number = default;
        var isNegative = text[0] == '-';
        long digits = 0;
        var point = -1;
        if (text.Length > 18) return false;
        for (var i = isNegative ? 1 : 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
            }
            else if (text[i] == '.')
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        if (digits == 0 && isNegative) return false;
        number = point < 0
            ? new(ValueKind.Int64, Integer: isNegative ? -digits : digits)
            : new(ValueKind.Decimal, Exact: new((int)digits, (int)(digits >> 32), 0, isNegative, (byte)(text.Length - point - 1)));
        return true;
    }

    static bool IsWrittenAs<T>(T value, ReadOnlySpan<byte> text)
        where T : IUtf8SpanFormattable
    {
        Span<byte> written = stackalloc byte[64];
        return value.TryFormat(written, out var length, default, CultureInfo.InvariantCulture) && text.SequenceEqual(written[..length]);
    }
}
