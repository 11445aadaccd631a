namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// What the record of a detail holds beside its properties.
[Flags]
enum DetailParts : byte
{
    None = 0,

    // The event as the object it is, by reference, in place of its shape and all parts but Stream.
    Whole = 1,

    Exception = 2,

    // A trace id that is not the key of its trace; and one that is, and needs no text.
    TraceId = 4,

    KeyAsTraceId = 8,

    SpanId = 16,

    // What its thread knew of its stream, and whether that is the name.
    Stream = 32,

    StreamName = 64,

    // The shape by reference, since it has no number.
    Shape = 128,
}
