using Serilog.Sinks.CloudWatchTail.Emit.Costs;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>The counts of all sinks of a log group, live and gone, at one moment: emitted + recovered = delivered + lost + waiting.</summary>
sealed class SinkTotalCounts
{
    public long Emitted { get; set; }

    public long Recovered { get; set; }

    public long Delivered { get; set; }

    /// <summary>By reason.</summary>
    public long[] Lost { get; } = new long[Enum.GetValues<CloudWatchFailureReason>().Length];

    public long Waiting { get; set; }

    public long Stored { get; set; }

    public long Suppressed { get; set; }

    public long Requests { get; set; }

    public long Retries { get; set; }

    public long Throttles { get; set; }

    public long RejectedEntities { get; set; }

    public long Bytes { get; set; }

    /// <summary>What was written to be sent, as the service bills it, by level.</summary>
    public long[] BytesByLevel { get; } = new EventCosts().ByLevel();

    public long StoredBytes { get; set; }

    public long CallsUnderWay { get; set; }

    /// <summary>Adds what only grows, and so outlives the sink.</summary>
    public void Add(IMeteredSink sink)
    {
        var counts = sink.Counts();
        Emitted += counts.Emitted;

        // What an earlier sink of the process left is among those emitted there.
        Recovered += counts.Recovered - counts.Inherited;
        Delivered += counts.Delivered;
        for (var i = 0; i < Lost.Length; i++) Lost[i] += counts.Lost[i];
        for (var i = 0; i < BytesByLevel.Length; i++) BytesByLevel[i] += counts.BytesByLevel[i];
        Suppressed += sink.Ledger.Suppressed;
        Requests += sink.Ledger.Requests;
        Retries += sink.Ledger.Retries;
        Throttles += sink.Ledger.Throttles;
        RejectedEntities += sink.Ledger.RejectedEntities;
        Bytes += sink.Ledger.Bytes;
        Waiting += counts.Waiting;
        Stored += counts.Stored;
    }

    public void Add(SinkTotalCounts other)
    {
        Emitted += other.Emitted;
        Recovered += other.Recovered;
        Delivered += other.Delivered;
        for (var i = 0; i < Lost.Length; i++) Lost[i] += other.Lost[i];
        for (var i = 0; i < BytesByLevel.Length; i++) BytesByLevel[i] += other.BytesByLevel[i];
        Suppressed += other.Suppressed;
        Requests += other.Requests;
        Retries += other.Retries;
        Throttles += other.Throttles;
        RejectedEntities += other.RejectedEntities;
        Bytes += other.Bytes;
    }
}
