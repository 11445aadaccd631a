using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// One query over everything with a timestamp from Start on; its end is open, since clocks run ahead.
// Start: The oldest timestamp to ask for.
// Begun: When the query begins: it shows what the service made visible by then.
// RecordFrom: Events older than this are in no later look, so they need not be remembered.
// Windows: The spans that the look covers, at least in part.
sealed record SweepLook(DateTimeOffset Start, TailMoment Begun, DateTimeOffset RecordFrom, IReadOnlyList<BackfillWindow> Windows)
{
    // Found events that had not been shown.
    public long Found { get; set; }

    // Those of them that no window accounts for: the service dropped them without a flag.
    public long FoundElsewhere { get; set; }

    // Whether it is more than the regular sweep.
    public bool IsBackfill => Windows.Any(window => window.IsAnnounced);
}
