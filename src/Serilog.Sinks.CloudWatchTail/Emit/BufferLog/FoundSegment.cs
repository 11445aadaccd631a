using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>A segment that an earlier process left.</summary>
/// <param name="Header">Null if it cannot be read, or says that it is another segment's.</param>
/// <param name="Destination">Where its records are meant to go, as far as is known.</param>
/// <param name="Start">Where its first record stands.</param>
/// <param name="Seed">Where the checksums of its records begin.</param>
sealed record FoundSegment(SegmentName Name, string Path, long Length, SegmentHeader? Header, SegmentOwner Owner, BufferDestination? Destination, int Start, uint Seed)
{
    /// <summary>How many records the header's count puts before it.</summary>
    public long? FirstRecord => Header?.FirstRecord;

    /// <summary>Whether it has more than a header.</summary>
    public bool HasRecords => Owner == SegmentOwner.Unknown || (Owner != SegmentOwner.Empty && Length > Start);
}
