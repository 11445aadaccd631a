using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// One file of records. The appending caller advances its end while the loop reads up to it; once there is a next segment, the end is final.
sealed class BufferSegment
{
    long _end;
    long _count;
    BufferSegment? _next;

    // seed is the initial value of its records' checksums. first is the number of its first record, counted through all segments of a set. end is the
    // end of its last complete record, and count the number of records.
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

    // Whether all records are settled and no more can be appended.
    public bool IsFinished => Next is not null && Acks.Prefix.Index >= Count;

    public void Grow(int bytes)
    {
        Volatile.Write(ref _count, _count + 1);
        Volatile.Write(ref _end, _end + bytes);
    }
}
