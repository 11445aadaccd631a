using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>
/// Finds out what an earlier process left in a set: which segments, how many records, and from where on they are not settled. Where headers and the
/// checkpoint know of records that are not there, a segment that is gone stands for them, so that their number is reported.
/// </summary>
sealed class BufferRecovery(BufferPaths paths, BufferLogSettings settings, CheckpointFile checkpointFile)
{
    /// <summary>No segment has more: a count beyond comes from no header of this library.</summary>
    const long MostRecords = ((long)Writing.BufferWriter.SegmentBytes + RecordFrame.MaxLength) / RecordFrame.MinLength;

    /// <summary>No buffer has more: whatever says so was made up.</summary>
    const long MostMissing = 1L << 36;

    readonly List<string> _problems = [];
    SegmentChain _chain = null!;
    BufferCheckpoint? _checkpoint;
    long _base;

    /// <summary>The sequence of the next segment.</summary>
    public long NextSequence { get; private set; } = 1;

    /// <summary>The number of the next record.</summary>
    public long NextRecord { get; private set; }

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What waits that is not meant for this destination, in words, if nothing else waits.</summary>
    public string? Foreign { get; private set; }

    /// <summary>Fills an empty chain.</summary>
    /// <param name="firstRecord">What is added to the numbers of the records.</param>
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

                // Also where the segment is gone: a new one of an old sequence would count as settled.
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

    /// <summary>Sees to it that segments of other destinations are not read: the set is left to them, or they leave it.</summary>
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

    /// <summary>Whether the checkpoint says that nothing of it waits any more.</summary>
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
                // What little it knows is known now.
                settings.DeleteQuietly(segment.Path);
                expected = segment.FirstRecord ?? expected;
                continue;
            }

            expected = Add(segment, i + 1 < found.Count && found[i + 1].HasRecords ? found[i + 1] : null, expected);
        }

        if (expected is { } end && _checkpoint is { Record: not null } mark && mark.End > end)
            AddMissing(found.Count > 0 ? NextSequence++ : mark.Segment.Sequence, end, mark.End - end);
    }

    /// <returns>The number of the first record behind it, if any header or the checkpoint tells.</returns>
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

    /// <summary>Where the last whole record ends, and how many there are: told by the next segment's header, or counted.</summary>
    /// <param name="from">Where to begin to count: damage to what is settled already says nothing about what is behind it.</param>
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

    /// <summary>How many records the last segment has at least, as far as the checkpoint knows.</summary>
    long RecordsByCheckpoint(FoundSegment segment, FoundSegment? next) =>
        next is null && segment.FirstRecord is { } first && _checkpoint is { Record: not null } mark && mark.End - first <= MostRecords ? mark.End - first : 0;

    /// <summary>Records that were there and are not any more.</summary>
    void AddMissing(long sequence, long first, long count)
    {
        if (count > MostMissing) return;
        var name = new SegmentName(sequence, SegmentName.NoWriter);
        var number = _chain.Newest is { } before ? before.First + before.Count : _base + first;
        _chain.Add(new BufferSegment(name, paths.Segment(name), 0, number, SegmentHeader.Version1Length, count, new SegmentAcks(0, SegmentHeader.Version1Length)));
    }
}
