using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Packing;

/// <summary>Batches that are used again, so that a sink in full flow makes no garbage of megabytes. Only the loop touches it.</summary>
sealed class BatchPool
{
    const int Kept = 8;

    // Large enough from the start: giving something back must not fail for want of memory.
    readonly Stack<PackedBatch> _free = new(Kept);
    readonly Stack<CapturedEvents> _pages = new(CapturedPages.Kept);
    long _lastId;

    /// <summary>The number of the newest batch.</summary>
    public long LastId => _lastId;

    public PackedBatch Rent(LogStream stream) => Rent(stream, ++_lastId);

    /// <summary>A batch that stands for a part of another one, under its number.</summary>
    public PackedBatch Rent(LogStream stream, long id)
    {
        if (!_free.TryPop(out var batch)) return new PackedBatch(stream, id, _pages);
        batch.Reuse(stream, id);
        return batch;
    }

    /// <summary>Takes back a batch that nothing reads any more, out of the list that it stands in.</summary>
    public void Return(PackedBatch batch)
    {
        batch.List?.Remove(batch);
        batch.Reset();
        if (_free.Count < Kept) _free.Push(batch);
        else batch.Dispose();
    }

    public bool IsEmpty => _free.Count == 0;

    /// <summary>Gives memory back once the sink is idle.</summary>
    public void Trim()
    {
        while (_free.TryPop(out var batch)) batch.Dispose();
        _pages.Clear();
    }
}
