using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// A segment that an earlier process left. Header is null if it is unreadable or belongs to another segment. Destination is that of the records, if
// known. Start is the position of the first record, Seed the initial value of the records' checksums.
sealed record FoundSegment(SegmentName Name, string Path, long Length, SegmentHeader? Header, SegmentOwner Owner, BufferDestination? Destination, int Start, uint Seed)
{
    // The number of records before it, according to its header.
    public long? FirstRecord => Header?.FirstRecord;

    // Whether it contains more than a header.
    public bool HasRecords => Owner == SegmentOwner.Unknown || (Owner != SegmentOwner.Empty && Length > Start);
}
