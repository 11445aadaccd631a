using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>
/// One file of records. The one who appends moves its end while the loop reads up to it; once there is a next segment, the end is final.
/// </summary>
sealed class BufferSegment
{
    long _end;
    long _count;
    BufferSegment? _next;

    /// <param name="seed">Where the checksums of its records begin.</param>
    /// <param name="first">The number of its first record, in the count that goes through all segments of a set.</param>
    /// <param name="end">Where its last whole record ends.</param>
    /// <param name="count">How many records it has.</param>
    public BufferSegment(SegmentName name, string path, uint seed, long first, long end, long count, SegmentAcks acks)
    {
        Name = name;
        Path = path;
        Seed = seed;
        First = first;
        Acks = acks;
        _end = end;
        _count = count;
    }

    public SegmentName Name { get; }

    public string Path { get; }

    public uint Seed { get; }

    public long First { get; }

    public SegmentAcks Acks { get; }

    public long End => Volatile.Read(ref _end);

    public long Count => Volatile.Read(ref _count);

    public BufferSegment? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }

    /// <summary>Whether all of it is settled and nothing more can come.</summary>
    public bool IsFinished => Next is not null && Acks.Prefix.Index >= Count;

    public void Grow(int bytes)
    {
        Volatile.Write(ref _count, _count + 1);
        Volatile.Write(ref _end, _end + bytes);
    }
}
