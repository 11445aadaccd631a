using Serilog.Sinks.CloudWatchTail.Emit.Costs;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// The counts of all sinks of a log group, live and closed, at one moment: emitted + recovered = delivered + lost + waiting.
sealed class SinkTotalCounts
{
    public long Emitted { get; set; }

    public long Recovered { get; set; }

    public long Delivered { get; set; }

    // By reason.
    public long[] Lost { get; } = new long[Enum.GetValues<CloudWatchFailureReason>().Length];

    public long Waiting { get; set; }

    public long Stored { get; set; }

    public long Suppressed { get; set; }

    public long Requests { get; set; }

    public long Retries { get; set; }

    public long Throttles { get; set; }

    public long RejectedEntities { get; set; }

    public long Bytes { get; set; }

    // The bytes written for sending, as the service bills them, by level.
    public long[] BytesByLevel { get; } = new EventCosts().ByLevel();

    public long DetailsKept { get; set; }

    public long DetailsSent { get; set; }

    public long DetailsDiscarded { get; set; }

    public long DetailsHeld { get; set; }

    public long StoredBytes { get; set; }

    public long CallsUnderWay { get; set; }

    // Adds the counts that only increase and therefore outlive the sink.
    public void Add(IMeteredSink sink)
    {
        var counts = sink.Counts();
        Emitted += counts.Emitted;

        // Events left by an earlier sink of the process were already counted as emitted there.
        Recovered += counts.Recovered - counts.Inherited;
        Delivered += counts.Delivered;
        for (var i = 0; i < Lost.Length; i++) Lost[i] += counts.Lost[i];
        for (var i = 0; i < BytesByLevel.Length; i++) BytesByLevel[i] += counts.BytesByLevel[i];
        DetailsKept += counts.Details.Kept;
        DetailsSent += counts.Details.Sent;
        DetailsDiscarded += counts.Details.Discarded;
        DetailsHeld += counts.Details.Held;
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
        DetailsKept += other.DetailsKept;
        DetailsSent += other.DetailsSent;

        // A sink that is gone holds none.
        DetailsDiscarded += other.DetailsDiscarded + other.DetailsHeld;
        Suppressed += other.Suppressed;
        Requests += other.Requests;
        Retries += other.Retries;
        Throttles += other.Throttles;
        RejectedEntities += other.RejectedEntities;
        Bytes += other.Bytes;
    }
}
