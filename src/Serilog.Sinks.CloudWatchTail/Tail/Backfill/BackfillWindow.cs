using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// A span of put times of which Live Tail may not have shown all events. Guarded by its SweepPlan.
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

    // The span's beginning on the run's clock, by which sweeps are scheduled.
    public TimeSpan BeganAt { get; }

    // Null while there is no session.
    public DateTimeOffset? To { get; private set; }

    // The span's end on the run's clock.
    public TimeSpan? EndedAt { get; private set; }

    // All events put before this are complete; sweeps advance it.
    public DateTimeOffset From { get; set; }

    // When the last sweep that covered the span began.
    public TimeSpan? SweptAt { get; set; }

    // Set once a sweep covers the span, which then must not grow any more.
    public bool Closed { get; set; }

    public long Found { get; set; }

    public bool Announced { get; set; }

    // Whether a notice announces the span. The other reasons are no loss that the service or the tail caused.
    public bool IsAnnounced => Reason is BackfillReason.Interruption or BackfillReason.Sampled or BackfillReason.Overflow;

    public TimeSpan Length => To is { } to ? to - Began : TimeSpan.MaxValue;

    // The distance of a time from the span; zero inside it.
    public TimeSpan DistanceTo(DateTimeOffset time) => time < Began ? Began - time : time > To ? time - To.Value : TimeSpan.Zero;

    // Ends the span here, possibly later than an earlier call did; an earlier sweep then no longer counts.
    public void EndAt(TailMoment to)
    {
        To = to.Time;
        EndedAt = to.Elapsed;
        SweptAt = null;
    }
}
