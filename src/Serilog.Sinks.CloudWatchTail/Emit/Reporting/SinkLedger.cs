using Serilog.Sinks.CloudWatchTail.Emit.Costs;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>
/// What became of the events and what it cost. Every count only grows. An event is counted out of one state and into the next under the gate, so that
/// emitted + recovered = delivered + lost + waiting whenever the counts are read under it.
/// </summary>
sealed class SinkLedger
{
    // Written under the gate, and read alone without it.
    readonly long[] _lost = new long[Enum.GetValues<CloudWatchFailureReason>().Length];
    long _delivered;
    long _late;

    long _suppressed;
    long _requests;
    long _retries;
    long _throttles;
    long _bytes;
    long _rejectedEntities;

    public SinkLedger(EventCosts? costs = null)
    {
        Marks = new DeliveryMarks(Gate);
        Costs = costs ?? new EventCosts();
    }

    /// <summary>Held for a few instructions, by every caller of Emit: no code of others, no file and no allocation of any size under it.</summary>
    public object Gate { get; } = new();

    /// <summary>What belongs to a status beside the counts.</summary>
    public DeliveryMarks Marks { get; }

    /// <summary>What the events cost in bytes, and their budget.</summary>
    public EventCosts Costs { get; }

    public long Delivered => Volatile.Read(ref _delivered);

    public long Suppressed => Volatile.Read(ref _suppressed);

    public long Requests => Volatile.Read(ref _requests);

    public long Retries => Volatile.Read(ref _retries);

    public long Throttles => Volatile.Read(ref _throttles);

    public long RejectedEntities => Volatile.Read(ref _rejectedEntities);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Events that came after the loop had ended, and so are not among the queue's own.</summary>
    public long Late => Volatile.Read(ref _late);

    public long Lost
    {
        get { lock (Gate) return _lost.Sum(); }
    }

    public long LostBy(CloudWatchFailureReason reason) => Volatile.Read(ref _lost[(int)reason]);

    /// <summary>The lost events by reason, as they are now.</summary>
    public long[] LostByReason()
    {
        lock (Gate) return [.. _lost];
    }

    public void AddDelivered(long events)
    {
        lock (Gate)
        {
            _delivered += events;
            Marks.CountSuccess();
        }
    }

    public void AddLost(CloudWatchFailureReason reason, long events)
    {
        lock (Gate) _lost[(int)reason] += events;
    }

    /// <summary>An event that came after the loop had ended: emitted and lost.</summary>
    public void AddLate()
    {
        lock (Gate)
        {
            _late++;
            _lost[(int)CloudWatchFailureReason.Closed]++;
        }
    }

    public void AddSuppressed() => Interlocked.Increment(ref _suppressed);

    public void AddRequest(long bytes)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void AddRetry() => Interlocked.Increment(ref _retries);

    public void AddRejectedEntity() => Interlocked.Increment(ref _rejectedEntities);

    public void AddThrottle() => Interlocked.Increment(ref _throttles);
}
