using Serilog.Sinks.CloudWatchTail.Emit.Reporting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

/// <summary>Counts what became of events that were on the disk, in the ledger and for what waits there.</summary>
sealed class DiskTally(SinkLedger ledger)
{
    long _settled;

    /// <summary>Events that were on the disk and are delivered or lost. Belongs to the ledger's gate.</summary>
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
