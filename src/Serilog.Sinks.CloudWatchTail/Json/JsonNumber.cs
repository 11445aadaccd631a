using System.Buffers.Text;
using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Json;

// Reads a number as the first of long, ulong, decimal, double and float that formats to the same text, so that no digit is lost.
static class JsonNumber
{
    public static ParsedNumber Parse(ReadOnlySpan<byte> text)
    {
        if (TryParseShort(text, out var number)) return number;
        if (Utf8Parser.TryParse(text, out long integer, out var length) && length == text.Length && integer != 0) return new(TypeCode.Int64, Integer: integer);
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned)) return new(TypeCode.UInt64, Unsigned: unsigned);

        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var exact) && IsWrittenAs(exact, text)) return new(TypeCode.Decimal, Exact: exact);
        var isDouble = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide) && double.IsFinite(wide);
        if (isDouble && IsWrittenAs(wide, text)) return new(TypeCode.Double, Wide: wide);
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var narrow) && IsWrittenAs(narrow, text)) return new(TypeCode.Single, Narrow: narrow);
        return isDouble ? new(TypeCode.Double, Wide: wide) : default;
    }

    // Handles whole numbers and decimals of at most 18 characters, which almost all are. JSON forbids leading zeros and a decimal keeps trailing
    // ones, so formatting reproduces the text; negative zero is the only exception.
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
            ? new(TypeCode.Int64, Integer: isNegative ? -digits : digits)
            : new(TypeCode.Decimal, Exact: new((int)digits, (int)(digits >> 32), 0, isNegative, (byte)(text.Length - point - 1)));
        return true;
    }

    static bool IsWrittenAs<T>(T value, ReadOnlySpan<byte> text)
        where T : IUtf8SpanFormattable
    {
        Span<byte> written = stackalloc byte[64];
        return value.TryFormat(written, out var length, default, CultureInfo.InvariantCulture) && text.SequenceEqual(written[..length]);
    }
}
