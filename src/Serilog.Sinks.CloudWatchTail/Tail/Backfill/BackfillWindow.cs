using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// A span of the times at which events were put, of which live tail may not have shown all. Guarded by its SweepPlan.
sealed class BackfillWindow
{
    public BackfillWindow(BackfillReason reason, TailMoment began, DateTimeOffset from, TailMoment? to)
    {
        Reason = reason;
        Began = began.Time;
        BeganAt = began.Elapsed;
        From = from;
        To = to?.Time;
        EndedAt = to?.Elapsed;
    }

    public BackfillReason Reason { get; }

    public DateTimeOffset Began { get; }

    // Its beginning on the run's clock, which is what looks are scheduled by.
    public TimeSpan BeganAt { get; }

    // Null while there is no session.
    public DateTimeOffset? To { get; private set; }

    // Its end on the run's clock.
    public TimeSpan? EndedAt { get; private set; }

    // What was put before this is complete; looks move it on.
    public DateTimeOffset From { get; set; }

    // When the last query that covered it began.
    public TimeSpan? LookedAt { get; set; }

    // Whether a look has taken it up, so that it must not grow any more.
    public bool Closed { get; set; }

    public long Found { get; set; }

    public bool Announced { get; set; }

    // Whether a notice announces the span: the others are no loss that the service or the tail caused.
    public bool IsAnnounced => Reason is BackfillReason.Interruption or BackfillReason.Sampled or BackfillReason.Overflow;

    public TimeSpan Length => To is { } to ? to - Began : TimeSpan.MaxValue;

    // How far outside of the span a time is; zero inside.
    public TimeSpan DistanceTo(DateTimeOffset time) => time < Began ? Began - time : time > To ? time - To.Value : TimeSpan.Zero;

    // The span ends here, or later than was thought; what was looked for before does not count.
    public void EndAt(TailMoment to)
    {
        To = to.Time;
        EndedAt = to.Elapsed;
        LookedAt = null;
    }
}
