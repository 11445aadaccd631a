using Serilog.Sinks.CloudWatchTail.Common.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Files;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog;

// The files that one process owns: segments, checkpoint, dead letters, and the lock that makes it their owner.
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

    // The segments that existed when the set was opened.
    public IReadOnlyList<SegmentName> Segments { get; }

    // The number in the names of this process's segments.
    public uint Writer { get; }

    public SegmentChain Chain { get; } = new();

    public BufferReader Reader { get; }

    public DeadLetterFile DeadLetters { get; }

    // The sequence of the first segment that this process writes.
    public long NextSequence { get; }

    // The number of the first record that this process writes.
    public long NextRecord { get; }

    // The problems to report about an earlier process's files, except lost records.
    public IReadOnlyList<string> Problems { get; }

    // The number of events that an earlier process left.
    public long Recovered { get; }

    // Describes events that are meant for another destination; null if there are none. If it is set, the set must be left alone.
    public string? Foreign { get; }

    public bool IsForeign => Foreign is not null;

    // Whether nothing in the set waits to be sent or reported. Called by the loop only.
    public bool IsDone => Chain.Waiting == 0 && Reader.IsAtEnd;

    // Opens a set and its remaining events; returns null if another process holds it. Disposes held, the lock, unless it returns a set. firstRecord
    // is the number of the first record, so that no two records of one process share a number. segments were listed while the lock was held.
    public static BufferSet? TryOpen(BufferPaths paths, BufferLock held, BufferLogSettings settings, long firstRecord, IReadOnlyList<SegmentName> segments)
    {
        BufferSet? set = null;
        try
        {
            // Its lock file may have been deleted under a process that still runs; that process has a segment open.
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

    // Whether the set still belongs to this process. If the lock's file was deleted, the lock is taken again, unless another process has used the set
    // in the meantime: then the set is that process's for good. Both send the events already read; this one writes no more.
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

    // Throws IOException if the set now belongs to another process.
    public void EnsureLock()
    {
        if (!KeepLock()) throw new IOException($"The file {Paths.Lock} was deleted, and another process has taken the set of files.");
    }

    // Writes the checkpoint, then deletes the segments before it and returns them. The last time, the checkpoint also contains the number of records
    // and survives a crash of the machine. failure tells why this was impossible: settled events stay settled here, but the next process would send
    // them again.
    public List<BufferSegment> Persist(bool last, out Exception? failure)
    {
        var finished = new List<BufferSegment>();
        while (Chain.RemoveFinished() is { } segment) finished.Add(segment);
        failure = Attempt(() => WriteCheckpoint(last));

        // A full disk may have no room for the checkpoint, and deleting files frees some. The old checkpoint would then report the deleted events as
        // lost.
        if (failure is not null && finished.Count > 0 && KeepLock()) Attempt(() => Settings.Files.Delete(Paths.Checkpoint));
        foreach (var segment in finished) failure = Attempt(() => Settings.Files.Delete(segment.Path)) ?? failure;
        if (finished.Count > 0) failure = Attempt(() => Settings.FlushFolder(Paths.Folder)) ?? failure;
        return finished;
    }

    // Deletes all files but the lock, when nothing waits in them and nothing more is appended.
    public void Clear()
    {
        Reader.Dispose();

        // The checkpoint is deleted last: without it, the remaining segments would be sent again.
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

        // While events keep arriving, a new end alone is no reason to write.
        if (checkpoint == (last ? _written : _written with { End = end })) return;
        EnsureLock();
        _checkpointFile.Write(checkpoint.Encode(), last || Settings.Flushes);
        _written = checkpoint;
    }
}
