using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// A query over everything with a timestamp from Start on. Its end is open, because writers' clocks may be ahead. It shows what was visible when it
// began (Begun). Later sweeps reach back only to RecordFrom, so older events need not be remembered. Windows are the spans that it covers, at least
// in part.
sealed record Sweep(DateTimeOffset Start, TailMoment Begun, DateTimeOffset RecordFrom, IReadOnlyList<BackfillWindow> Windows)
{
    // The events found that had not been shown.
    public long Found { get; set; }

    // Those of them that belong to no window: the service dropped them without a flag.
    public long FoundElsewhere { get; set; }

    // Whether it is more than a regular sweep.
    public bool IsBackfill => Windows.Any(window => window.IsAnnounced);
}
