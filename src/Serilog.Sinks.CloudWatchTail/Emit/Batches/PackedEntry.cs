namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// The position of an event's bytes in a chunk of its batch's body.
readonly record struct PackedEntry(long Timestamp, int Arrival, int Chunk, int Start, int Length, int MessageBytes, int KeptBytes)
{
    public static readonly IComparer<PackedEntry> ByTime = Comparer<PackedEntry>.Create(static (a, b) =>
        a.Timestamp != b.Timestamp ? a.Timestamp.CompareTo(b.Timestamp) : a.Arrival.CompareTo(b.Arrival));
}
