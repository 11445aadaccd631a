using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>Finds out what an earlier process left in a set: which segments, how many records, and from where on they are not settled.</summary>
sealed class BufferRecovery
{
    readonly BufferPaths _paths;
    readonly IBufferFiles _files;
    readonly uint _group;

    public BufferRecovery(BufferPaths paths, IBufferFiles files, uint group)
    {
        _paths = paths;
        _files = files;
        _group = group;
    }

    /// <summary>Whether records that are not settled are meant for another log group.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>Fills an empty chain.</summary>
    /// <param name="firstRecord">The number that the first record gets if its segment does not say.</param>
    /// <returns>The sequence of the next segment, and why the checkpoint could not be used if it could not.</returns>
    public (long NextSequence, string? Problem) Fill(SegmentChain chain, long firstRecord)
    {
        var checkpoint = new CheckpointFile(_paths.Checkpoint, _files).Read(out var problem);
        var nextSequence = 1L;
        if (checkpoint is { } read)
        {
            // Also where the segment is gone: a new one of an old sequence would count as settled.
            nextSequence = read.Sequence + 1;
        }

        var found = new List<Found>();
        foreach (var (sequence, path) in _paths.FindSegments())
        {
            nextSequence = Math.Max(nextSequence, sequence + 1);
            var length = new FileInfo(path).Length;
            if (sequence < checkpoint?.Sequence || length <= SegmentHeader.Length) DeleteQuietly(path);
            else found.Add(new Found(sequence, path, length, ReadHeader(path, sequence)));
        }

        if (found.Count > 0 && checkpoint is { } mark && mark.Sequence == found[0].Sequence && mark.Offset > found[0].Length)
        {
            problem = "it points behind the end of its segment";
            checkpoint = null;
        }

        for (var i = 0; i < found.Count; i++)
        {
            var at = checkpoint is { } c && c.Sequence == found[i].Sequence ? c : new BufferCheckpoint(found[i].Sequence, SegmentHeader.Length, Index: 0);
            var (end, count) = Measure(found[i], i + 1 < found.Count ? found[i + 1] : null, at);
            var first = chain.Newest is { } before ? before.First + before.Count : firstRecord + (found[i].Header?.FirstRecord ?? 0);
            chain.Add(new BufferSegment(found[i].Sequence, found[i].Path, first, end, count, new SegmentAcks(Math.Min(at.Index, count), at.Offset)));

            // Behind the last record of a segment that has a next one there may be half a record, which is nobody's.
            var isOpen = at.Index < count || (at.Offset < end && i == found.Count - 1);
            IsForeign |= isOpen && found[i].Header is { } header && header.Group != _group;
        }

        return (nextSequence, problem);
    }

    /// <summary>Where the last whole record ends, and how many there are: told by the next segment's header, or counted.</summary>
    /// <param name="from">Where to begin to count: damage to what is settled already says nothing about what is behind it.</param>
    static (long End, long Count) Measure(Found segment, Found? next, BufferCheckpoint from)
    {
        if (segment.Header is { } header && next is { Header: { } following } && following.Sequence == header.Sequence + 1)
        {
            var count = following.FirstRecord - header.FirstRecord;
            if (count >= 0 && count <= segment.Length / RecordFrame.MinLength) return (segment.Length, count);
        }

        using var reader = new SegmentReader(segment.Path, from.Offset);
        for (var count = from.Index; ; count++)
        {
            switch (reader.TryRead(segment.Length, out _))
            {
                case ReadStatus.End:
                    return (reader.Offset, count);
                case ReadStatus.Unreadable:
                    return (segment.Length, count);
            }
        }
    }

    static SegmentHeader? ReadHeader(string path, long sequence)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Length];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return SegmentHeader.TryRead(bytes[..read], out var header) && header.Sequence == sequence ? header : null;
    }

    void DeleteQuietly(string path)
    {
        try
        {
            _files.Delete(path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            SafeSelfLog.WriteLine("a settled segment of the buffer could not be deleted: {0}", ex.Message);
        }
    }

    sealed record Found(long Sequence, string Path, long Length, SegmentHeader? Header);
}
