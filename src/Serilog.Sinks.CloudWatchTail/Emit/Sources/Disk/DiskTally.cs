using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Counts the outcomes of events from the disk, in the ledger and for the number of waiting events.
sealed class DiskTally(SinkLedger ledger)
{
    long _settled;

    // The number of events from the disk that are delivered or lost. Guarded by the ledger's gate.
    public long Settled => _settled;

    public void AddDelivered(long events)
    {
        lock (ledger.Gate)
        {
            ledger.AddDelivered(events);
            _settled += events;
        }
    }

    public void AddLost(CloudWatchFailureReason reason, long events)
    {
        lock (ledger.Gate)
        {
            ledger.AddLost(reason, events);
            _settled += events;
        }
    }
}
