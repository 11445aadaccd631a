namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// The owner of a segment's records.
enum SegmentOwner
{
    // The records are meant for this process's destination.
    Own,

    // The records are meant for another destination.
    Foreign,

    // The header is unreadable, and no record proves its destination.
    Unknown,

    // No record was ever written.
    Empty,
}
