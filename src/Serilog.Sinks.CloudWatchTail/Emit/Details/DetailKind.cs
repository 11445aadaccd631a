namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// How the record of a detail holds a value.
enum DetailKind : byte
{
    // By reference: a long text, or a value that has no form as bytes.
    Reference,

    // The value that the shape has for the same property.
    Shared,

    // A text: the number of its characters, and these.
    Text,

    // The same, where each of them is one byte.
    Ascii,

    // Scalars by value.
    Null,

    True,

    False,

    Int32,

    Int64,

    Double,

    Decimal,

    Guid,

    DateTime,

    DateTimeOffset,

    TimeSpan,
}
