namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

// The words for kinds in the member types.
static class ValueKinds
{
    public static ReadOnlySpan<byte> NameOf(ValueKind kind) => kind switch
    {
        ValueKind.Guid => "guid"u8,
        ValueKind.DateTime => "dateTime"u8,
        ValueKind.DateTimeOffset => "dateTimeOffset"u8,
        ValueKind.Date => "date"u8,
        ValueKind.Time => "time"u8,
        ValueKind.TimeSpan => "timeSpan"u8,
        ValueKind.Char => "char"u8,
        ValueKind.Number => "number"u8,
        ValueKind.Dictionary => "dictionary"u8,
        ValueKind.Text => "text"u8,
        ValueKind.Properties => "properties"u8,
        ValueKind.Metric => "metric"u8,
        ValueKind.SByte => "sbyte"u8,
        ValueKind.Byte => "byte"u8,
        ValueKind.Int16 => "short"u8,
        ValueKind.UInt16 => "ushort"u8,
        ValueKind.Int32 => "int"u8,
        ValueKind.UInt32 => "uint"u8,
        ValueKind.Int64 => "long"u8,
        ValueKind.UInt64 => "ulong"u8,
        ValueKind.Single => "float"u8,
        ValueKind.Double => "double"u8,
        ValueKind.Decimal => "decimal"u8,
        _ => default
    };

    // The kind of a number that was parsed; none when no number could hold it.
    public static ValueKind Of(TypeCode type) => type switch
    {
        TypeCode.Int64 => ValueKind.Int64,
        TypeCode.UInt64 => ValueKind.UInt64,
        TypeCode.Decimal => ValueKind.Decimal,
        TypeCode.Double => ValueKind.Double,
        TypeCode.Single => ValueKind.Single,
        _ => ValueKind.None
    };

    public static ValueKind Parse(ReadOnlySpan<byte> name)
    {
        for (var kind = ValueKind.Guid; kind <= ValueKind.Decimal; kind++)
        {
            if (name.SequenceEqual(NameOf(kind))) return kind;
        }

        return ValueKind.None;
    }
}
