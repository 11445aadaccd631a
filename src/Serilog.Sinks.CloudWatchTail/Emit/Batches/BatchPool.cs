using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// Reuses batches, so that a sink under load creates no megabytes of garbage.
sealed class BatchPool(EmitSettings settings)
{
    // The most that are kept for the next events. With fewer, a sink of many streams would leave behind, at each change, what outlives many
    // collections.
    const int Kept = 128;

    readonly PutLogEventsBody _format = PutLogEventsBody.Of(settings.Protocol);
    readonly BodyChunks _chunks = new();

    // Allocated at full size, because returning a batch must not fail for lack of memory.
    readonly Stack<PackedBatch> _free = new(Kept);

    public long LastId { get; private set; }

    public bool IsEmpty => _free.Count == 0 && _chunks.IsEmpty;

    public PackedBatch Rent(StreamBatches stream, IEventOwner owner) => Rent(stream, owner, LastId + 1);

    // Rents a batch for a part of another one, with the same number.
    public PackedBatch RentPart(PackedBatch whole) => Rent(whole.Stream, whole.Owner, whole.Id);

    // Takes back a batch that is no longer read, and removes it from its list.
    public void Return(PackedBatch batch)
    {
        settings.Loop.AssertOwned();
        batch.Links.List?.Remove(batch);
        batch.Reset();
        if (_free.Count < Kept) _free.Push(batch);
        else batch.Dispose();
    }

    // Releases memory once the sink is idle.
    public void Trim()
    {
        while (_free.TryPop(out var batch)) batch.Dispose();
        _chunks.Trim();
    }

    PackedBatch Rent(StreamBatches stream, IEventOwner owner, long id)
    {
        settings.Loop.AssertOwned();
        LastId = Math.Max(LastId, id);
        if (!_free.TryPop(out var batch)) batch = new PackedBatch(_format, _chunks);
        batch.Begin(settings.LogGroup, stream, owner, id, settings.Entity.Span);
        return batch;
    }
}
