using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>Batches that are used again, so that a sink in full flow makes no garbage of megabytes.</summary>
sealed class BatchPool(EmitSettings settings)
{
    const int Kept = 8;

    // Large enough from the start: giving something back must not fail for want of memory.
    readonly Stack<PackedBatch> _free = new(Kept);

    /// <summary>The number of the newest batch.</summary>
    public long LastId { get; private set; }

    public bool IsEmpty => _free.Count == 0;

    public PackedBatch Rent(StreamBatches stream, IEventOwner owner) => Rent(stream, owner, LastId + 1);

    /// <summary>A batch that stands for a part of another one, under its number.</summary>
    public PackedBatch RentPart(PackedBatch whole) => Rent(whole.Stream, whole.Owner, whole.Id);

    /// <summary>Takes back a batch that nothing reads any more, out of the list that it stands in.</summary>
    public void Return(PackedBatch batch)
    {
        settings.Loop.AssertOwned();
        batch.Links.List?.Remove(batch);
        batch.Reset();
        if (_free.Count < Kept) _free.Push(batch);
        else batch.Dispose();
    }

    /// <summary>Gives memory back once the sink is idle.</summary>
    public void Trim()
    {
        while (_free.TryPop(out var batch)) batch.Dispose();
    }

    PackedBatch Rent(StreamBatches stream, IEventOwner owner, long id)
    {
        settings.Loop.AssertOwned();
        LastId = Math.Max(LastId, id);
        if (!_free.TryPop(out var batch)) batch = new PackedBatch();
        batch.Begin(settings.LogGroup, stream, owner, id, settings.Entity.Span);
        return batch;
    }
}
