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

    /// <summary>NaN or an infinity, which JSON has no number for.</summary>
    Number,
    Dictionary,

    /// <summary>The text of an enum, a URI or any other object: it renders without quotes.</summary>
    Text,

    /// <summary>Not a value but the object under which the formatter was told to nest the event's properties.</summary>
    Properties,

    /// <summary>Not a value but what CloudWatch takes metrics from: the metadata, or a metric's value under the metric's own name.</summary>
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
