using Serilog.Sinks.CloudWatchTail.Emit.Batches;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>The place of one put that is under way. A sink has as many as puts may be under way, so that none can fail for want of it.</summary>
sealed class PutCall
{
    bool _isAnswered;

    /// <summary>What is being put; none while the place is free. The loop's own, as the number.</summary>
    public PackedBatch? Batch { get; private set; }

    public StreamDelivery Stream { get; private set; } = null!;

    /// <summary>In the order in which puts were started.</summary>
    public long Number { get; private set; }

    /// <summary>How the put ended. Written by the put, before <see cref="IsAnswered"/>.</summary>
    public DeliveryOutcome Outcome { get; set; }

    /// <summary>Whether the put has come to its end.</summary>
    public bool IsAnswered => Volatile.Read(ref _isAnswered);

    public void Begin(PackedBatch batch, StreamDelivery stream, long number)
    {
        (Batch, Stream, Number, Outcome) = (batch, stream, number, default);
        Volatile.Write(ref _isAnswered, false);
        batch.MarkSent();
        stream.BeginPut();
    }

    /// <summary>The put has come to its end: the last thing that it does. Whether it had not before.</summary>
    public bool TryEnd()
    {
        if (_isAnswered) return false;
        Volatile.Write(ref _isAnswered, true);
        return true;
    }

    /// <summary>What followed from the answer is done.</summary>
    public void Free()
    {
        Stream.EndPut();
        Batch = null;
    }
}
