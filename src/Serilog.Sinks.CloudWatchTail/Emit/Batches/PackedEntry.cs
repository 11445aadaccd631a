namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>Where an event's bytes stand in the body of its batch.</summary>
readonly record struct PackedEntry(long Timestamp, int Arrival, int Start, int Length, int MessageBytes, int KeptBytes)
{
    public static readonly IComparer<PackedEntry> ByTime = Comparer<PackedEntry>.Create(static (a, b) =>
        a.Timestamp != b.Timestamp ? a.Timestamp.CompareTo(b.Timestamp) : a.Arrival.CompareTo(b.Arrival));
}
