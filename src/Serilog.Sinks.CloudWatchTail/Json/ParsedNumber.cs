namespace Serilog.Sinks.CloudWatchTail.Json;

// A JSON number as the CLR type chosen for it, unboxed.
readonly record struct ParsedNumber(TypeCode Type, long Integer = 0, ulong Unsigned = 0, decimal Exact = 0, double Wide = 0, float Narrow = 0)
{
    // Returns null if no CLR type can represent the number.
    public object? Box() => Type switch
    {
        TypeCode.Int64 => Integer,
        TypeCode.UInt64 => Unsigned,
        TypeCode.Decimal => Exact,
        TypeCode.Double => Wide,
        TypeCode.Single => Narrow,
        _ => null
    };

    public bool TryFormat(Span<char> target, out int written, string format, IFormatProvider formatProvider)
    {
        written = 0;
        return Type switch
        {
            TypeCode.Int64 => Integer.TryFormat(target, out written, format, formatProvider),
            TypeCode.UInt64 => Unsigned.TryFormat(target, out written, format, formatProvider),
            TypeCode.Decimal => Exact.TryFormat(target, out written, format, formatProvider),
            TypeCode.Double => Wide.TryFormat(target, out written, format, formatProvider),
            TypeCode.Single => Narrow.TryFormat(target, out written, format, formatProvider),
            _ => false
        };
    }
}
