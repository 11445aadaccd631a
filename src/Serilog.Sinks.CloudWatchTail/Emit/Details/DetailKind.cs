namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// How the record of a detail holds a value.
enum DetailKind : byte
{
    // By reference: a value that has no other form here, or a long text.
    Reference,

    // The value that its shape has at the same place.
    Shared,

    // A text, by the number of its characters and these.
    Text,

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
