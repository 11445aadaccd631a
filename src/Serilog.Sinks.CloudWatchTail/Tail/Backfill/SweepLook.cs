using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

/// <summary>One query over everything with a timestamp from <see cref="Start"/> on; its end is open, since clocks run ahead.</summary>
/// <param name="Start">The oldest timestamp to ask for.</param>
/// <param name="Begun">When the query begins: it shows what the service made visible by then.</param>
/// <param name="RecordFrom">Events older than this are in no later look, so they need not be remembered.</param>
/// <param name="Windows">The spans that the look covers, at least in part.</param>
sealed record SweepLook(DateTimeOffset Start, TailMoment Begun, DateTimeOffset RecordFrom, IReadOnlyList<BackfillWindow> Windows)
{
    /// <summary>Found events that had not been shown.</summary>
    public long Found { get; set; }

    /// <summary>Those of them that no window accounts for: the service dropped them without a flag.</summary>
    public long FoundElsewhere { get; set; }

    /// <summary>Whether it is more than the regular sweep.</summary>
    public bool IsBackfill => Windows.Any(window => window.IsAnnounced);
}
