using Serilog.Sinks.CloudWatchTail.Emit.Costs;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Counts what happened to the events and what it cost. Every count only increases. An event moves from one state to the next under the gate, so that
// emitted + recovered = delivered + lost + waiting whenever the counts are read under it.
sealed class SinkLedger
{
    // Written under the gate, but a single count may be read without it.
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

    // Held for a few instructions by every caller of Emit: under it there is no foreign code, no file access and no large allocation.
    public object Gate { get; } = new();

    // The part of a status other than the counts.
    public DeliveryMarks Marks { get; }

    // The bytes of the events, and their budget.
    public EventCosts Costs { get; }

    public long Delivered => Volatile.Read(ref _delivered);

    public long Suppressed => Volatile.Read(ref _suppressed);

    public long Requests => Volatile.Read(ref _requests);

    public long Retries => Volatile.Read(ref _retries);

    public long Throttles => Volatile.Read(ref _throttles);

    public long RejectedEntities => Volatile.Read(ref _rejectedEntities);

    public long Bytes => Volatile.Read(ref _bytes);

    // The number of events that arrived after the loop had ended, which the queue does not count.
    public long Late => Volatile.Read(ref _late);

    public long Lost
    {
        get { lock (Gate) return _lost.Sum(); }
    }

    public long LostBy(CloudWatchFailureReason reason) => Volatile.Read(ref _lost[(int)reason]);

    // Returns the current numbers of lost events by reason.
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

    // Counts an event that arrived after the loop had ended as emitted and lost.
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
