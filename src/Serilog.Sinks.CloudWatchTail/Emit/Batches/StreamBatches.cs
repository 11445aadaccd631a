using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>The batches of one stream that are not on the wire.</summary>
sealed class StreamBatches(StreamName name)
{
    public StreamName StreamName { get; } = name;

    public string Name => StreamName.Name;

    /// <summary>Batches that still take events: more than one only while events of different days mix.</summary>
    public BatchList Open { get; } = new();

    /// <summary>Batches to be sent, in order.</summary>
    public BatchList Sealed { get; } = new();

    public bool IsEmpty => Open.Count == 0 && Sealed.Count == 0;

    /// <summary>Closes a batch's body and moves it behind the others to be sent. Sorting takes memory: the batch leaves the open ones only once it is ready.</summary>
    public void Seal(PackedBatch batch)
    {
        batch.Seal();
        Sealed.AddLast(batch);
    }

    /// <summary>Seals the open batches that want to be sent by now.</summary>
    public void SealDue(long now)
    {
        for (var batch = Open.First; batch is not null;)
        {
            var following = batch.Next;
            if (batch.Due <= now) Seal(batch);
            batch = following;
        }
    }

    /// <summary>Seals all open batches.</summary>
    public void SealAll() => SealDue(long.MaxValue);

    /// <summary>Seals the open batches whose events have waited for too long.</summary>
    public void SealExpired(long now)
    {
        for (var batch = Open.First; batch is not null;)
        {
            var following = batch.Next;
            if (batch.Deadline <= now) Seal(batch);
            batch = following;
        }
    }

    /// <summary>Lets every open batch be sent as soon as the stream may.</summary>
    public void MarkDue()
    {
        for (var batch = Open.First; batch is not null; batch = batch.Next) batch.MarkDue();
    }

    /// <summary>Whether any batch has this number or a smaller one.</summary>
    public bool AnyUpTo(long batchId) => Open.AnyUpTo(batchId) || Sealed.AnyUpTo(batchId);
}
