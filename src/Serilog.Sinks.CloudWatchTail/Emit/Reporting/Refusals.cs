using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>
/// The events that a queue did not let in, for want of room or because it is closing. They are counted as lost at once, and reported together; their
/// share of the queue's memory is theirs until then. All under the gate of the ledger.
/// </summary>
sealed class Refusals
{
    /// <summary>The part of the queue's bytes that is for each of the two kinds.</summary>
    public const int Share = 64;

    /// <summary>In a queue of very few bytes some refused events are kept all the same.</summary>
    const long LeastBytes = 64 * 1024;

    readonly SinkLedger _ledger;
    readonly LoopSignal _signal;
    readonly RefusedEvents _full;
    readonly RefusedEvents _late;

    public Refusals(SinkLedger ledger, LoopSignal signal, long queueBytes)
    {
        _ledger = ledger;
        _signal = signal;
        _full = new RefusedEvents(Math.Max(queueBytes / Share, LeastBytes));
        _late = new RefusedEvents(Math.Max(queueBytes / Share, LeastBytes));
    }

    /// <summary>All there ever were.</summary>
    public long Total
    {
        get { lock (_ledger.Gate) return _full.Total + _late.Total; }
    }

    /// <summary>Whether some are to be reported.</summary>
    public bool Any
    {
        get { lock (_ledger.Gate) return _full.Any || _late.Any; }
    }

    public void Add(CloudWatchFailureReason reason, LogEvent logEvent)
    {
        lock (_ledger.Gate)
        {
            _ledger.AddLost(reason, 1);
            if (Of(reason).Add(logEvent)) _signal.Set();
        }
    }

    /// <summary>An event that could not be captured for want of memory: no more than its number is reported.</summary>
    public void AddNumber()
    {
        lock (_ledger.Gate)
        {
            _ledger.AddLost(CloudWatchFailureReason.QueueFull, 1);
            if (_full.AddNumber()) _signal.Set();
        }
    }

    /// <summary>
    /// Takes what is to be reported: the exact number, and as many of the events as were kept. They take room until <see cref="EndReport"/>.
    /// </summary>
    public (long Count, IReadOnlyList<LogEvent> Kept) Take(CloudWatchFailureReason reason)
    {
        lock (_ledger.Gate) return Of(reason).Take();
    }

    /// <summary>What was taken is reported.</summary>
    public void EndReport(CloudWatchFailureReason reason)
    {
        lock (_ledger.Gate) Of(reason).EndReport();
    }

    /// <summary>What was taken could not be reported yet.</summary>
    public void PutBack(CloudWatchFailureReason reason, long count, IReadOnlyList<LogEvent> kept)
    {
        lock (_ledger.Gate) Of(reason).PutBack(count, kept);
    }

    RefusedEvents Of(CloudWatchFailureReason reason) => reason == CloudWatchFailureReason.QueueFull ? _full : _late;
}
