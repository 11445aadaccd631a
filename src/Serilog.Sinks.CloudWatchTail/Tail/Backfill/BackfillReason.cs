namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

/// <summary>Why live tail may not have shown everything that was put in a span of time.</summary>
enum BackfillReason
{
    /// <summary>The tail had begun, its first session had not.</summary>
    Start,

    /// <summary>The session was interrupted.</summary>
    Interruption,

    /// <summary>A group did not exist; what is put into it when it is created again is shown from the next session on.</summary>
    Absence,

    /// <summary>The service showed a sample.</summary>
    Sampled,

    /// <summary>The queue had no room.</summary>
    Overflow,

    /// <summary>
    /// A live copy was taken for an event that a query had found. If it was another one, with the same timestamp and text, only a further
    /// query can tell.
    /// </summary>
    Doubt,
}
