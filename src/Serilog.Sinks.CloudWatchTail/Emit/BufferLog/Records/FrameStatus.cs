namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

// What is found where a record should start.
enum FrameStatus
{
    // A complete record with a valid checksum.
    Whole,

    // The start of a record, whose rest is not read yet or was never written.
    Incomplete,

    // A record whose bytes have changed. Its length is reliable, so the next record can be found.
    Damaged,

    // Bytes with an unreliable length, so the start of the next record is unknown.
    Unframed,
}
