using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// Packs messages into their streams' open batches, seals a batch when the next event does not fit, and creates batches from parts of others.
sealed class BatchPacker(EmitSettings settings, StreamTable streams, BatchPool pool) : IEventReceiver
{
    // If a stream's events differ in time by more than the 24 hours that a put may span, it has an open batch for each run, up to this many.
    const int OpenBatchesPerStream = 4;

    readonly PutLogEventsLimits _limits = new(settings.BatchSizeLimit, settings.BatchSizeLimitBytes);
    readonly Utf8Buffer _message = new();

    public int EventSizeLimitBytes { get; private set; } = settings.EventSizeLimitBytes;

    // Called when the service has named a smaller limit on an event's size.
    public void LowerEventSizeLimit(int bytes) => EventSizeLimitBytes = Math.Min(EventSizeLimitBytes, bytes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Receive(IEventOwner owner, StreamName stream, in ArrivingEvent arriving, scoped in WrittenText message, out bool sealedOne)
    {
        settings.Loop.AssertOwned();
        var batches = streams.Of(stream);
        var batch = FindRoom(batches, owner, arriving.Timestamp, message.Length, out sealedOne) ?? Open(batches, owner, in arriving);
        var before = batch.KeptBytes;
        batch.Add(arriving.Key, arriving.Timestamp, in message);
        var kept = (int)(batch.KeptBytes - before);
        if (batch.Count >= _limits.Events) TrySeal(batches, batch, ref sealedOne);
        return kept;
    }

    // Returns a sealed batch with the same events, of which those over EventSizeLimitBytes are rendered again, shorter.
    public PackedBatch Shorten(PackedBatch batch) => Build(batch, shorter => AddShortened(batch, shorter));

    // Returns two sealed batches with the halves of another batch's events.
    public (PackedBatch First, PackedBatch Second) Halves(PackedBatch batch)
    {
        var half = batch.Count / 2;
        var first = Build(batch, part => part.AddFrom(batch, 0, half));
        try
        {
            return (first, Build(batch, part => part.AddFrom(batch, half, batch.Count - half)));
        }
        catch
        {
            pool.Return(first);
            throw;
        }
    }

    // Returns a sealed batch, possibly empty, with those of another batch's events that still wait.
    public PackedBatch Remaining(PackedBatch batch) => Build(batch, rest =>
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.Held.Waits(batch.ArrivalOf(i))) rest.AddFrom(batch, i, 1);
        }
    });

    PackedBatch Build(PackedBatch whole, Action<PackedBatch> add)
    {
        var part = pool.RentPart(whole);
        try
        {
            add(part);
            part.SealAsPartOf(whole);
            return part;
        }
        catch
        {
            // As long as a batch has events, their owner keeps them.
            pool.Return(part);
            throw;
        }
    }

    void AddShortened(PackedBatch batch, PackedBatch shorter)
    {
        using var whole = new Utf8Buffer();
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.MessageBytesOf(i) <= EventSizeLimitBytes)
            {
                shorter.AddFrom(batch, i, 1);
                continue;
            }

            whole.Clear();
            _message.Clear();
            batch.ReadMessage(i, whole);
            batch.Held.RenderAgain(batch.ArrivalOf(i), whole.WrittenSpan, EventSizeLimitBytes, _message);
            shorter.AddShortened(batch, i, _message.WrittenSpan);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    PackedBatch? FindRoom(StreamBatches stream, IEventOwner owner, long timestamp, int messageBytes, out bool sealedOne)
    {
        sealedOne = false;
        for (var batch = stream.Open.First; batch is not null; batch = batch.Next)
        {
            if (!ReferenceEquals(batch.Owner, owner)) continue;
            if (batch.Fits(timestamp, messageBytes, _limits)) return batch;
            if (!batch.FitsSpan(timestamp)) continue;

            // The batch is full; later events start the next one.
            stream.Seal(batch);
            sealedOne = true;
            return null;
        }

        if (stream.Open.Count >= OpenBatchesPerStream)
        {
            stream.Seal(stream.Open.First!);
            sealedOne = true;
        }

        return null;
    }

    PackedBatch Open(StreamBatches stream, IEventOwner owner, in ArrivingEvent arriving)
    {
        var batch = pool.Rent(stream, owner);
        batch.SetTimes(arriving.Due, arriving.Deadline);
        stream.Open.AddLast(batch);
        return batch;
    }

    static void TrySeal(StreamBatches stream, PackedBatch batch, ref bool sealedOne)
    {
        try
        {
            stream.Seal(batch);
            sealedOne = true;
        }
        catch (OutOfMemoryException)
        {
            // The event is in the batch and must not appear to be missing. A full batch is sealed before the next event.
        }
    }
}
