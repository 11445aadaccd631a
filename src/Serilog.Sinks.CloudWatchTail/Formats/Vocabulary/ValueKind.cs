namespace Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;

// The original type of a JSON value, where JSON cannot express it: an entry of the member "types".
enum ValueKind : byte
{
    // JSON expresses everything.
    None,
    Guid,
    DateTime,
    DateTimeOffset,
    Date,
    Time,
    TimeSpan,
    Char,

    // NaN or an infinity, which JSON has no number for.
    Number,
    Dictionary,

    // The text of an enum, a URI or any other object: it renders without quotes.
    Text,

    // Not a value but the object under which the formatter was told to nest the event's properties.
    Properties,

    // Not a value but what CloudWatch takes metrics from: the metadata, or a metric's value under the metric's own name.
    Metric,

    // The CLR type of a number, said only when the template formats it and another type would be formatted otherwise.
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal
}
