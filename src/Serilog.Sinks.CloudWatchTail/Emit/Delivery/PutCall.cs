using Serilog.Sinks.CloudWatchTail.Emit.Batches;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// The slot of one put in flight. A sink has as many as puts may be in flight, so that no put fails for lack of one.
sealed class PutCall
{
    bool _isAnswered;

    // The batch being put; null while the slot is free. Like the number, only the loop uses it.
    public PackedBatch? Batch { get; private set; }

    public StreamDelivery Stream { get; private set; } = null!;

    // Increases in the order in which puts were started.
    public long Number { get; private set; }

    // The result, which the put writes before IsAnswered.
    public DeliveryOutcome Outcome { get; set; }

    // Whether the put has ended.
    public bool IsAnswered => Volatile.Read(ref _isAnswered);

    public void Begin(PackedBatch batch, StreamDelivery stream, long number)
    {
        (Batch, Stream, Number, Outcome) = (batch, stream, number, default);
        Volatile.Write(ref _isAnswered, false);
        batch.MarkSent();
        stream.BeginPut();
    }

    // Marks the put as ended, as its last action. Returns whether it was not marked before.
    public bool TryEnd()
    {
        if (_isAnswered) return false;
        Volatile.Write(ref _isAnswered, true);
        return true;
    }

    // Frees the slot once the result has been handled.
    public void Free()
    {
        Stream.EndPut();
        Batch = null;
    }
}
