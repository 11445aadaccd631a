using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// The batches of one stream that are not in flight.
sealed class StreamBatches(StreamName name)
{
    public StreamName StreamName { get; } = name;

    public string Name => StreamName.Name;

    // Batches that still accept events: several only while events of different days mix.
    public BatchList Open { get; } = new();

    // Batches to send, in order.
    public BatchList Sealed { get; } = new();

    public bool IsEmpty => Open.Count == 0 && Sealed.Count == 0;

    // Closes a batch's body and appends it to the batches to send. Sorting needs memory, so the batch leaves the open ones only once it is ready.
    public void Seal(PackedBatch batch)
    {
        batch.Seal();
        Sealed.AddLast(batch);
    }

    // Seals the open batches that are due.
    public void SealDue(long now)
    {
        for (var batch = Open.First; batch is not null;)
        {
            var following = batch.Next;
            if (batch.Due <= now) Seal(batch);
            batch = following;
        }
    }

    public void SealAll() => SealDue(long.MaxValue);

    // Seals the open batches whose events have waited too long.
    public void SealExpired(long now)
    {
        for (var batch = Open.First; batch is not null;)
        {
            var following = batch.Next;
            if (batch.Deadline <= now) Seal(batch);
            batch = following;
        }
    }

    // Makes every open batch due as soon as the stream may send.
    public void MarkDue()
    {
        for (var batch = Open.First; batch is not null; batch = batch.Next) batch.MarkDue();
    }

    // Whether any batch has this number or a smaller one.
    public bool AnyUpTo(long batchId) => Open.AnyUpTo(batchId) || Sealed.AnyUpTo(batchId);
}
