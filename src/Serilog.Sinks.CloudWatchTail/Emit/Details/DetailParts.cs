namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The parts of a detail's record, apart from its properties.
[Flags]
enum DetailParts : byte
{
    None = 0,

    // The event as the object it is, by reference, in place of its shape and all parts but Stream.
    Whole = 1,

    Exception = 2,

    // The trace id, as text where it is not the key of the trace.
    TraceId = 4,

    KeyAsTraceId = 8,

    SpanId = 16,

    // The StreamHint, and its IsName.
    Stream = 32,

    StreamName = 64,

    // The shape by reference, where it has no number.
    Shape = 128,
}
