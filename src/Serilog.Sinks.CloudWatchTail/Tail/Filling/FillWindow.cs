namespace Serilog.Sinks.CloudWatchTail.Tail.Filling;

/// <summary>A span of the times at which events were put, of which live tail may not have shown all. Guarded by its <see cref="SweepPlan"/>.</summary>
sealed class FillWindow(FillReason reason, DateTimeOffset began, DateTimeOffset from, DateTimeOffset to)
{
    public FillReason Reason { get; } = reason;

    public DateTimeOffset Began { get; } = began;

    public DateTimeOffset To { get; private set; } = to;

    /// <summary>What was put before this is complete; looks move it on.</summary>
    public DateTimeOffset From { get; set; } = from;

    /// <summary>When the last query that covered it began.</summary>
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>Whether a look has taken it up, so that it must not grow any more.</summary>
    public bool Closed { get; set; }

    public long Found { get; set; }

    public bool Announced { get; set; }

    public TimeSpan Length => To - Began;

    public void ExtendTo(DateTimeOffset to) => To = to > To ? to : To;
}
