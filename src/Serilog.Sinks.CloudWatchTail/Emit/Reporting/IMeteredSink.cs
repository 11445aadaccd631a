namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// A sink as its metrics see it.
interface IMeteredSink
{
    string LogGroup { get; }

    SinkLedger Ledger { get; }

    // Returns all counts at one moment.
    SinkCounts Counts();

    // The bytes that its events take outside of memory.
    long StoredBytes { get; }

    // The age of the oldest event outside of memory.
    TimeSpan OldestStored { get; }

    // The number of calls sent and not answered yet.
    int CallsUnderWay { get; }

    // Called under the gate of the metrics when the counts become visible.
    void GoLive();
}
