namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Why live tail may not have shown everything that was put in a span of time.
enum BackfillReason
{
    // The tail had begun, its first session had not.
    Start,

    // The session was interrupted.
    Interruption,

    // A group did not exist; what is put into it when it is created again is shown from the next session on.
    Absence,

    // The service showed a sample.
    Sampled,

    // The queue had no room.
    Overflow,

    // A live copy was taken for an event that a query had found. If it was another one, with the same timestamp and text, only a further
    // query can tell.
    Doubt,
}
