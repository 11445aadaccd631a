using Serilog.Sinks.CloudWatchTail.Emit.Durable.Files;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Reading;
using Serilog.Sinks.CloudWatchTail.Emit.Durable.Records;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>The files that one process owns: segments, checkpoint, dead letters, and the lock that makes them its own.</summary>
sealed class BufferSet : IDisposable
{
    readonly IBufferFiles _files;
    readonly CheckpointFile _checkpointFile;
    readonly bool _flushes;
    BufferLock _lock;
    BufferCheckpoint _written;

    BufferSet(BufferPaths paths, BufferLock held, IBufferFiles files, bool flushes, long firstRecord, uint group)
    {
        _lock = held;
        _files = files;
        _flushes = flushes;
        Paths = paths;
        _checkpointFile = new CheckpointFile(paths.Checkpoint, files);
        var recovery = new BufferRecovery(paths, files, group);
        (NextSequence, CheckpointProblem) = recovery.Fill(Chain, firstRecord);
        IsForeign = recovery.IsForeign;
        if (CheckpointProblem is not null && Chain.Oldest is null) CheckpointProblem = null;
        Recovered = Chain.Waiting;
        Reader = new BufferReader(Chain, paths, files);
        DeadLetters = new DeadLetterFile(paths);
    }

    public BufferPaths Paths { get; }

    public SegmentChain Chain { get; } = new();

    public BufferReader Reader { get; }

    public DeadLetterFile DeadLetters { get; }

    /// <summary>The sequence of the first segment that this process writes.</summary>
    public long NextSequence { get; }

    /// <summary>Why an earlier process's checkpoint could not be used, so that its events may be sent again.</summary>
    public string? CheckpointProblem { get; }

    /// <summary>Events that an earlier process left.</summary>
    public long Recovered { get; }

    /// <summary>Whether events wait in it that are meant for another log group: then it is to be left alone.</summary>
    public bool IsForeign { get; }

    /// <summary>Whether nothing in it waits any more, neither to be sent nor to be reported. For the loop.</summary>
    public bool IsDone => Chain.Waiting == 0 && Reader.IsAtEnd;

    /// <summary>Opens a set and what is left in it; none if another process holds it.</summary>
    /// <param name="firstRecord">From where on its records are numbered, so that the sets of one process have no number twice.</param>
    /// <param name="group">The log group, as a segment's header tells it.</param>
    public static BufferSet? TryOpen(BufferPaths paths, IBufferFiles files, bool flushes, long firstRecord, uint group = 0)
    {
        files.CreateDirectory(paths.Folder);
        if (BufferLock.TryTake(paths.Lock) is not { } held) return null;
        try
        {
            return new BufferSet(paths, held, files, flushes, firstRecord, group);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Takes the lock again if somebody has deleted its file: another process would find the set to be nobody's.</summary>
    public void KeepLock()
    {
        if (File.Exists(Paths.Lock)) return;
        Attempt(() =>
        {
            if (BufferLock.TryTake(Paths.Lock) is not { } again) return;
            _lock.Dispose();
            _lock = again;
        });
    }

    /// <summary>Writes down up to where all is settled, then deletes the segments before.</summary>
    /// <param name="failure">Why that was not possible. What is settled stays so, but would be sent again by the next process.</param>
    /// <returns>The segments that have left the set.</returns>
    public List<BufferSegment> Persist(bool flush, out Exception? failure)
    {
        var finished = new List<BufferSegment>();
        while (Chain.RemoveFinished() is { } segment) finished.Add(segment);
        failure = Attempt(() => WriteCheckpoint(flush || _flushes));
        foreach (var segment in finished) failure = Attempt(() => _files.Delete(segment.Path)) ?? failure;
        return finished;
    }

    /// <summary>Removes all files but the lock: nothing waits in them. Nobody appends any more.</summary>
    public void Clear()
    {
        Reader.Dispose();

        // The checkpoint last: without it, what is left of the segments would be sent again.
        foreach (var segment in Chain.Clear()) _files.Delete(segment.Path);
        _files.Delete(Paths.Checkpoint);
    }

    public void Dispose()
    {
        Reader.Dispose();
        _lock.Dispose();
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

    void WriteCheckpoint(bool flush)
    {
        if (Chain.Oldest is not { } oldest) return;
        var (index, offset) = oldest.Acks.Prefix;
        var checkpoint = new BufferCheckpoint(oldest.Sequence, offset, index);
        if (checkpoint == _written) return;
        _checkpointFile.Write(checkpoint, flush);
        _written = checkpoint;
    }
}
