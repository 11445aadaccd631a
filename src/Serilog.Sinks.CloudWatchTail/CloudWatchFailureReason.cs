namespace Serilog.Sinks.CloudWatchTail;

/// <summary>Why events were not delivered, or not yet.</summary>
public enum CloudWatchFailureReason
{
    /// <summary>The queue held <c>queueLimit</c> events or <c>queueLimitBytes</c> bytes; the event was refused on arrival.</summary>
    QueueFull,

    /// <summary>The event was emitted after the sink was disposed.</summary>
    Closed,

    /// <summary>The service rejected the event: it is more than 14 days old.</summary>
    TooOld,

    /// <summary>The service rejected the event: it is more than 2 hours in the future.</summary>
    TooNew,

    /// <summary>The service rejected the event: it is older than the log group's retention.</summary>
    Expired,

    /// <summary>The event cannot be taken by the service at all: a time before 1970, or refused as invalid on its own.</summary>
    Invalid,

    /// <summary>The service could not be reached or answered with a passing fault.</summary>
    Unavailable,

    /// <summary>The service takes no more for now.</summary>
    Throttled,

    /// <summary>The credentials or permissions do not suffice.</summary>
    Denied,

    /// <summary>The log group or stream does not exist, and the sink may not or could not create it.</summary>
    NotFound,

    /// <summary>Delivery did not succeed within <c>retryTimeLimit</c>.</summary>
    RetryTimeLimit,

    /// <summary>Delivery did not succeed within <c>shutdownTimeLimit</c>.</summary>
    ShutdownTimeLimit,

    /// <summary>More than <c>streamLimit</c> stream names in an hour: events go to the overflow stream. Nothing is lost.</summary>
    StreamLimit,

    /// <summary>The files of durable mode held <c>bufferSizeLimitBytes</c>, and the oldest events had to go.</summary>
    BufferFull,

    /// <summary>A file of durable mode is damaged, and what stood in the damaged part is lost.</summary>
    BufferDamaged,

    /// <summary>The disk of durable mode cannot be written or read for now; events wait in memory, or where they are. Nothing is lost.</summary>
    BufferUnavailable,

    /// <summary>A token of <c>logStream</c> names a property that no event has had so far, or <c>logStreamSelector</c> threw. Nothing is lost.</summary>
    StreamToken,

    /// <summary>The service rejected the entity (<c>serviceName</c>, <c>environment</c>) of a put, and stored its events. Nothing is lost.</summary>
    EntityRejected,

    /// <summary>
    /// The events exceed <c>bytesPerMinuteLimit</c>: those below <c>budgetExemptLevel</c> are refused. Told at most once a minute, by their number and with
    /// the templates that ask most of the budget.
    /// </summary>
    OverBudget,
}
