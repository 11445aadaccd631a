using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// The events that a queue refused, because it was full or closing. They are counted as lost at once and reported together; until then they occupy a
// share of the queue's memory. Everything is guarded by the ledger's gate.
sealed class Refusals
{
    // The divisor of the queue's bytes that gives the share of each of the two kinds.
    public const int Share = 64;

    // A queue of very few bytes still keeps some refused events.
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

    // The total number of refused events.
    public long Total
    {
        get { lock (_ledger.Gate) return _full.Total + _late.Total; }
    }

    // Whether there are any to report.
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

    // Adds an event that could not be captured for lack of memory: only its number is reported.
    public void AddNumber()
    {
        lock (_ledger.Gate)
        {
            _ledger.AddLost(CloudWatchFailureReason.QueueFull, 1);
            if (_full.AddNumber()) _signal.Set();
        }
    }

    // Takes what is to be reported: the exact number, and as many of the events as were kept. They take room until EndReport.
    public (long Count, KeptEvents Kept) Take(CloudWatchFailureReason reason)
    {
        lock (_ledger.Gate) return Of(reason).Take();
    }

    // Called when the refusals taken are reported.
    public void EndReport(CloudWatchFailureReason reason)
    {
        lock (_ledger.Gate) Of(reason).EndReport();
    }

    // What was taken could not be reported yet.
    public void PutBack(CloudWatchFailureReason reason, long count, KeptEvents kept)
    {
        lock (_ledger.Gate) Of(reason).PutBack(count, kept);
    }

    RefusedEvents Of(CloudWatchFailureReason reason) => reason == CloudWatchFailureReason.QueueFull ? _full : _late;
}
