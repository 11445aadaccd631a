using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// Determines what an earlier process left in a set: the segments, the number of records, and the first unsettled one. If headers or the checkpoint
// mention records that do not exist, an entry for a missing segment represents them, so that they are reported as lost.
sealed class BufferRecovery(BufferPaths paths, BufferLogSettings settings, CheckpointFile checkpointFile)
{
    // The most records that a segment can have; a header with a higher count was not written by this library.
    const long MostRecords = ((long)Writing.BufferWriter.SegmentBytes + RecordFrame.MaxLength) / RecordFrame.MinLength;

    // The most records that a buffer can lack; a higher count is made up.
    const long MostMissing = 1L << 36;

    readonly List<string> _problems = [];
    SegmentChain _chain = null!;
    BufferCheckpoint? _checkpoint;
    long _base;

    public long NextSequence { get; private set; } = 1;

    public long NextRecord { get; private set; }

    public IReadOnlyList<string> Problems => _problems;

    // Describes events in the set that are meant for another destination, if no others wait.
    public string? Foreign { get; private set; }

    // Fills an empty chain. firstRecord is added to the records' numbers.
    public void Fill(SegmentChain chain, long firstRecord, IReadOnlyList<SegmentName> segments)
    {
        (_chain, _base) = (chain, firstRecord);
        ReadCheckpoint(segments.Count > 0);
        var found = Inspect(segments);
        SeparateForeign(found);
        if (Foreign is null) Link(found);
        NextRecord = Math.Max(chain.Newest is { } newest ? newest.First + newest.Count : 0, _base + Math.Max(_checkpoint?.Record ?? 0, _checkpoint?.End ?? 0));
    }

    void ReadCheckpoint(bool anySegment)
    {
        string problem;
        try
        {
            if (checkpointFile.Read() is not { } bytes) return;
            if (BufferCheckpoint.TryDecode(bytes, out var checkpoint))
            {
                _checkpoint = checkpoint;

                // Even if the segment is gone: a new segment with an old sequence would count as settled.
                NextSequence = checkpoint.Segment.Sequence + 1;
                return;
            }

            problem = "it is damaged";
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            problem = ex.Message;
        }

        if (anySegment) _problems.Add($"The checkpoint {paths.Checkpoint} cannot be used, so that events which were delivered before may be sent again: {problem}.");
    }

    List<FoundSegment> Inspect(IReadOnlyList<SegmentName> segments)
    {
        var inspector = new SegmentInspector(paths, settings);
        var found = new List<FoundSegment>();
        foreach (var name in segments)
        {
            NextSequence = Math.Max(NextSequence, name.Sequence == long.MaxValue ? name.Sequence : name.Sequence + 1);
            var segment = inspector.Inspect(name);
            if (segment.Owner == SegmentOwner.Own && name.Sequence < _checkpoint?.Segment.Sequence) settings.DeleteQuietly(segment.Path);
            else found.Add(segment);
        }

        return found;
    }

    // Ensures that segments of other destinations are not read: either the set is left to them, or they are moved out of it.
    void SeparateForeign(List<FoundSegment> found)
    {
        var waiting = found.FindAll(f => f.HasRecords && !IsSettled(f));
        var others = waiting.FindAll(f => f.Owner != SegmentOwner.Own);
        if (others.Count == 0) return;
        if (others.Count == waiting.Count)
        {
            Foreign = others.Find(f => f.Destination is not null)?.Destination is { } destination
                ? $"holds events for {destination}"
                : others.Exists(f => f.Owner == SegmentOwner.Unknown)
                    ? "holds a segment whose header cannot be read, so that it is not known where its events are meant to go"
                    : "holds events for another log group";
            return;
        }

        foreach (var other in others)
        {
            found.Remove(other);
            var aside = other.Owner == SegmentOwner.Foreign ? paths.Foreign(other.Name) : paths.Damaged(other.Name);
            settings.Files.Rename(other.Path, aside);
            settings.FlushFolder(paths.Folder);
            _problems.Add(other.Owner == SegmentOwner.Foreign
                ? $"The segment {other.Path} holds events for {(other.Destination is { } to ? to.ToString() : "another log group")}; it was set aside as {aside}."
                : $"The header of the segment {other.Path} cannot be read, so that it is not known where its events are meant to go; it was set aside as {aside}.");
        }
    }

    // Whether the checkpoint says that nothing in the segment waits any more.
    bool IsSettled(FoundSegment segment)
    {
        if (segment.Owner == SegmentOwner.Unknown || _checkpoint is not { } mark || mark.Segment != segment.Name) return false;
        using var reader = new SegmentReader(settings.Files, segment.Path, Math.Min(mark.Offset, segment.Length), segment.Seed);
        return reader.TryRead(segment.Length, out _) == ReadStatus.End;
    }

    void Link(List<FoundSegment> found)
    {
        var expected = _checkpoint?.Record;
        for (var i = 0; i < found.Count; i++)
        {
            var segment = found[i];
            if (expected is { } known && segment.FirstRecord is { } first && first > known)
                AddMissing(i == 0 ? _checkpoint!.Value.Segment.Sequence : found[i - 1].Name.Sequence + 1, known, first - known);
            if (!segment.HasRecords)
            {
                // The little that it contains has now been used.
                settings.DeleteQuietly(segment.Path);
                expected = segment.FirstRecord ?? expected;
                continue;
            }

            expected = Add(segment, i + 1 < found.Count && found[i + 1].HasRecords ? found[i + 1] : null, expected);
        }

        if (expected is { } end && _checkpoint is { Record: not null } mark && mark.End > end)
            AddMissing(found.Count > 0 ? NextSequence++ : mark.Segment.Sequence, end, mark.End - end);
    }

    // Returns the number of the first record after the segment, if a header or the checkpoint tells it.
    long? Add(FoundSegment segment, FoundSegment? next, long? expected)
    {
        var mark = _checkpoint is { } c && c.Segment == segment.Name ? c : new BufferCheckpoint(segment.Name, segment.Start, 0, null, 0);
        var first = segment.FirstRecord ?? (mark.Record is { } record ? record - mark.Index : expected);
        var from = Math.Min(mark.Offset, segment.Length);
        var (end, count) = Measure(segment, next, from, mark.Index);
        var number = _chain.Newest is { } before ? before.First + before.Count : _base + (first ?? 0);
        _chain.Add(new BufferSegment(segment.Name, segment.Path, segment.Seed, number, end, count, new SegmentAcks(mark.Index, from)));
        return first + count;
    }

    // Returns the end of the last complete record and the number of records, from the next segment's header or by counting. Counting starts at from,
    // because damage among settled records says nothing about those that follow.
    (long End, long Count) Measure(FoundSegment segment, FoundSegment? next, long from, long index)
    {
        if (segment.FirstRecord is { } first && next?.FirstRecord is { } following && next.Name.Sequence == segment.Name.Sequence + 1
            && following - first >= index && following - first <= MostRecords)
            return (segment.Length, following - first);

        using var reader = new SegmentReader(settings.Files, segment.Path, from, segment.Seed);
        for (var count = index; ; count++)
        {
            switch (reader.TryRead(segment.Length, out _))
            {
                case ReadStatus.End:
                    return (reader.Offset, count);
                case ReadStatus.Unreadable:
                    return (segment.Length, Math.Max(count, RecordsByCheckpoint(segment, next)));
            }
        }
    }

    // The number of records that the last segment has at least, according to the checkpoint.
    long RecordsByCheckpoint(FoundSegment segment, FoundSegment? next) =>
        next is null && segment.FirstRecord is { } first && _checkpoint is { Record: not null } mark && mark.End - first <= MostRecords ? mark.End - first : 0;

    // Adds records that existed but are gone.
    void AddMissing(long sequence, long first, long count)
    {
        if (count > MostMissing) return;
        var name = new SegmentName(sequence, SegmentName.NoWriter);
        var number = _chain.Newest is { } before ? before.First + before.Count : _base + first;
        _chain.Add(new BufferSegment(name, paths.Segment(name), 0, number, SegmentHeader.Version1Length, count, new SegmentAcks(0, SegmentHeader.Version1Length)));
    }
}
