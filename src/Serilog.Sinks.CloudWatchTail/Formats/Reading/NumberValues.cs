using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Converts JSON numbers to property values; small whole numbers are shared.
static class NumberValues
{
    const int SmallestCached = -1, LargestCached = 1023;

    static readonly ScalarValue[] Small = [.. Enumerable.Range(SmallestCached, LargestCached - SmallestCached + 1).Select(i => new ScalarValue((long)i))];

    public static ScalarValue Read(ReadOnlySpan<byte> text)
    {
        if (IsSmall(text, out var small)) return Small[small - SmallestCached];
        var number = JsonNumber.Parse(text);
        if (number.Type == TypeCode.Int64 && number.Integer is >= SmallestCached and <= LargestCached) return Small[number.Integer - SmallestCached];

        // Only other loggers write numbers beyond every range; such a number stays text.
        return new(number.Box() ?? Encoding.ASCII.GetString(text));
    }

    // Whether the text is a whole number of at most three digits, as most are.
    static bool IsSmall(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        if (text.Length is 0 or > 3 || (text[0] == '0' && text.Length > 1)) return false;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            number = number * 10 + digit - '0';
        }

        return true;
    }

    // Reads a number as the CLR type of its kind, or as any other number if it does not fit.
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
}
