namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>A sink as its instruments see it.</summary>
interface IMeteredSink
{
    string LogGroup { get; }

    SinkLedger Ledger { get; }

    /// <summary>All counts, at one moment.</summary>
    SinkCounts Counts();

    /// <summary>What its events take outside of memory, in bytes.</summary>
    long StoredBytes { get; }

    /// <summary>How long the oldest event outside of memory has been there for.</summary>
    TimeSpan OldestStored { get; }

    /// <summary>Calls sent and not answered yet.</summary>
    int CallsUnderWay { get; }

    /// <summary>The counts are looked at from here on. Called under the gate of the metrics.</summary>
    void GoLive();
}
