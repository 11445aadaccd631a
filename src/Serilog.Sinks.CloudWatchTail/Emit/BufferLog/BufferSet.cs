using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

/// <summary>The files that one process owns: segments, checkpoint, dead letters, and the lock that makes them its own.</summary>
sealed class BufferSet : IDisposable
{
    readonly CheckpointFile _checkpointFile;
    readonly long _firstRecord;
    readonly object _lockGate = new();
    BufferLock _lock;
    bool _taken;
    BufferCheckpoint _written;

    BufferSet(BufferPaths paths, BufferLock held, BufferLogSettings settings, long firstRecord, IReadOnlyList<SegmentName> segments)
    {
        _lock = held;
        _firstRecord = firstRecord;
        Settings = settings;
        Paths = paths;
        Segments = segments;
        Writer = BitConverter.ToUInt32(Guid.NewGuid().ToByteArray()) | 1;
        _checkpointFile = new CheckpointFile(paths.Checkpoint, settings.Files);
        var recovery = new BufferRecovery(paths, settings, _checkpointFile);
        recovery.Fill(Chain, firstRecord, segments);
        (NextSequence, NextRecord, Problems, Foreign) = (recovery.NextSequence, recovery.NextRecord, recovery.Problems, recovery.Foreign);
        Recovered = Chain.Waiting;
        Reader = new BufferReader(Chain, paths, settings);
        DeadLetters = new DeadLetterFile(paths, settings.Files);
    }

    public BufferLogSettings Settings { get; }

    public BufferPaths Paths { get; }

    /// <summary>The segments that there were when it was opened.</summary>
    public IReadOnlyList<SegmentName> Segments { get; }

    /// <summary>What this process's segments of the set have in their names.</summary>
    public uint Writer { get; }

    public SegmentChain Chain { get; } = new();

    public BufferReader Reader { get; }

    public DeadLetterFile DeadLetters { get; }

    /// <summary>The sequence of the first segment that this process writes.</summary>
    public long NextSequence { get; }

    /// <summary>The number of the first record that this process writes.</summary>
    public long NextRecord { get; }

    /// <summary>What is to be reported of what an earlier process left, but for records that are lost.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Events that an earlier process left.</summary>
    public long Recovered { get; }

    /// <summary>What waits in it that is not meant for this process's destination, in words; none if all is. If there is, it is to be left alone.</summary>
    public string? Foreign { get; }

    public bool IsForeign => Foreign is not null;

    /// <summary>Whether nothing in it waits any more, neither to be sent nor to be reported. For the loop.</summary>
    public bool IsDone => Chain.Waiting == 0 && Reader.IsAtEnd;

    /// <summary>Opens a set and what is left in it; none if another process holds it.</summary>
    /// <param name="held">The lock, which is disposed of unless a set is returned.</param>
    /// <param name="firstRecord">From where on its records are numbered, so that the sets of one process have no number twice.</param>
    /// <param name="segments">Its segments, looked up while the lock was held.</param>
    public static BufferSet? TryOpen(BufferPaths paths, BufferLock held, BufferLogSettings settings, long firstRecord, IReadOnlyList<SegmentName> segments)
    {
        BufferSet? set = null;
        try
        {
            // Its lock file may have been deleted under a process that is still there: that one has a segment open.
            foreach (var segment in segments)
            {
                if (settings.Files.IsOpen(paths.Segment(segment))) return null;
            }

            settings.DeleteQuietly(CheckpointFile.TemporaryOf(paths.Checkpoint));
            set = new BufferSet(paths, held, settings, firstRecord, segments);
            if (!set.IsForeign) held.Stamp(set.Writer);
            return set;
        }
        catch
        {
            set = null;
            throw;
        }
        finally
        {
            if (set is null) held.Dispose();
        }
    }

    /// <summary>
    /// Whether the set is this process's still. A lock whose file was deleted is taken again, unless another process has used the set meanwhile:
    /// then it is that one's for good. What is read already is sent by both; nothing is written any more by this one.
    /// </summary>
    public bool KeepLock()
    {
        lock (_lockGate)
        {
            if (_taken) return false;
            if (_lock.IsCurrent) return true;
            if (BufferLock.TryTake(Paths.Lock, Settings.Files) is not { } again) return false;
            if (again.LastWriter is not 0 and var last && last != Writer)
            {
                _taken = true;
                again.Dispose();
                return false;
            }

            again.Stamp(Writer);
            _lock.Dispose();
            _lock = again;
            return true;
        }
    }

    /// <exception cref="IOException">Another process has the set now.</exception>
    public void EnsureLock()
    {
        if (!KeepLock()) throw new IOException($"The file {Paths.Lock} was deleted, and another process has taken the set of files.");
    }

    /// <summary>Writes down up to where all is settled, then deletes the segments before.</summary>
    /// <param name="last">Whether it is the last time: then it is also written down how many records there are, and survives the machine.</param>
    /// <param name="failure">Why that was not possible. What is settled stays so, but would be sent again by the next process.</param>
    /// <returns>The segments that have left the set.</returns>
    public List<BufferSegment> Persist(bool last, out Exception? failure)
    {
        var finished = new List<BufferSegment>();
        while (Chain.RemoveFinished() is { } segment) finished.Add(segment);
        failure = Attempt(() => WriteCheckpoint(last));

        // A full disk may have no room for it, and what is deleted makes some. The old one would call lost what is gone now.
        if (failure is not null && finished.Count > 0 && KeepLock()) Attempt(() => Settings.Files.Delete(Paths.Checkpoint));
        foreach (var segment in finished) failure = Attempt(() => Settings.Files.Delete(segment.Path)) ?? failure;
        if (finished.Count > 0) failure = Attempt(() => Settings.FlushFolder(Paths.Folder)) ?? failure;
        return finished;
    }

    /// <summary>Removes all files but the lock: nothing waits in them. Nothing is appended any more.</summary>
    public void Clear()
    {
        Reader.Dispose();

        // The checkpoint last: without it, what is left of the segments would be sent again.
        foreach (var segment in Chain.Clear()) Settings.Files.Delete(segment.Path);
        if (KeepLock()) Settings.Files.Delete(Paths.Checkpoint);
        Settings.FlushFolder(Paths.Folder);
    }

    public void Dispose()
    {
        Reader.Dispose();
        lock (_lockGate)
        {
            _taken = true;
            _lock.Dispose();
        }
    }

    static Exception? Attempt(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return ex;
        }
    }

    void WriteCheckpoint(bool last)
    {
        if (Chain.Oldest is not { } oldest) return;
        var (index, offset) = oldest.Acks.Prefix;
        var newest = Chain.Newest!;
        var end = newest.First + newest.Count - _firstRecord;
        var checkpoint = new BufferCheckpoint(oldest.Name, offset, index, oldest.First + index - _firstRecord, end);

        // While events come, their number alone is no reason to write.
        if (checkpoint == (last ? _written : _written with { End = end })) return;
        EnsureLock();
        _checkpointFile.Write(checkpoint.Encode(), last || Settings.Flushes);
        _written = checkpoint;
    }
}
