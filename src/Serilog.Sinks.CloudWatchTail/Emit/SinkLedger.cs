namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// What became of the events and what it cost. Every count only grows; with the queue's own numbers,
/// emitted = delivered + lost + waiting whenever the sink is at rest.
/// </summary>
sealed class SinkLedger
{
    readonly long[] _lost = new long[Enum.GetValues<CloudWatchFailureReason>().Length];
    long _delivered;
    long _suppressed;
    long _requests;
    long _retries;
    long _throttles;
    long _bytes;
    long _late;

    public long Delivered => Volatile.Read(ref _delivered);

    public long Suppressed => Volatile.Read(ref _suppressed);

    public long Requests => Volatile.Read(ref _requests);

    public long Retries => Volatile.Read(ref _retries);

    public long Throttles => Volatile.Read(ref _throttles);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Events that came after the loop had ended, and so are not among the queue's own.</summary>
    public long Late => Volatile.Read(ref _late);

    public long Lost => _lost.Sum();

    public long LostBy(CloudWatchFailureReason reason) => Volatile.Read(ref _lost[(int)reason]);

    public void AddDelivered(long events) => Interlocked.Add(ref _delivered, events);

    public void AddLost(CloudWatchFailureReason reason, long events) => Interlocked.Add(ref _lost[(int)reason], events);

    public void AddLate() => Interlocked.Increment(ref _late);

    public void AddSuppressed() => Interlocked.Increment(ref _suppressed);

    public void AddRequest(long bytes)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void AddRetry() => Interlocked.Increment(ref _retries);

    public void AddThrottle() => Interlocked.Increment(ref _throttles);
}
