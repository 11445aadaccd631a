namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Why Live Tail may not have shown all events put within a span.
enum BackfillReason
{
    // The tail had begun, but its first session had not.
    Start,

    // The session was interrupted.
    Interruption,

    // A group did not exist. Live Tail shows its events only from the first session after it is created again.
    Absence,

    // The service showed only a sample.
    Sampled,

    // The queue was full.
    Overflow,

    // A live copy was taken for an event that a query had found. It may be another event with the same timestamp and text, which only a further query
    // can tell.
    Doubt,
}
