namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

// The result of reading the next record of a segment.
enum ReadStatus
{
    Record,

    // There is no further complete record: this is the end, or a record that was never completed.
    End,

    // One damaged record was skipped.
    Damaged,

    // Nothing from here to the end is readable.
    Unreadable,
}
