namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>A number of JSON, as the CLR type that it is read as, unboxed.</summary>
readonly record struct ParsedNumber(ValueKind Kind, long Integer = 0, ulong Unsigned = 0, decimal Exact = 0, double Wide = 0, float Narrow = 0)
{
    /// <summary>Null when no number can hold it.</summary>
    public object? Box() => Kind switch
    {
        ValueKind.Int64 => Integer,
        ValueKind.UInt64 => Unsigned,
        ValueKind.Decimal => Exact,
        ValueKind.Double => Wide,
        ValueKind.Single => Narrow,
        _ => null
    };

    public bool TryFormat(Span<char> target, out int written, string format, IFormatProvider formatProvider)
    {
        written = 0;
        return Kind switch
        {
            ValueKind.Int64 => Integer.TryFormat(target, out written, format, formatProvider),
            ValueKind.UInt64 => Unsigned.TryFormat(target, out written, format, formatProvider),
            ValueKind.Decimal => Exact.TryFormat(target, out written, format, formatProvider),
            ValueKind.Double => Wide.TryFormat(target, out written, format, formatProvider),
            ValueKind.Single => Narrow.TryFormat(target, out written, format, formatProvider),
            _ => false
        };
    }
}
