namespace Serilog.Sinks.CloudWatchTail;

/// <summary>The reason why events were not delivered, or not yet.</summary>
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

    /// <summary>The service cannot accept the event at all: its time is before 1970, or the service refused it as invalid on its own.</summary>
    Invalid,

    /// <summary>The service could not be reached or responded with a transient error.</summary>
    Unavailable,

    /// <summary>The service accepts no more for now.</summary>
    Throttled,

    /// <summary>Credentials or permissions are insufficient.</summary>
    Denied,

    /// <summary>The log group or stream does not exist, and the sink could not create it or is not allowed to.</summary>
    NotFound,

    /// <summary>Delivery did not succeed within <c>retryTimeLimit</c>.</summary>
    RetryTimeLimit,

    /// <summary>Delivery did not succeed within <c>shutdownTimeLimit</c>.</summary>
    ShutdownTimeLimit,

    /// <summary>Events chose more than <c>streamLimit</c> stream names in an hour and go to the overflow stream. Nothing is lost.</summary>
    StreamLimit,

    /// <summary>The files of durable mode reached <c>bufferSizeLimitBytes</c>, and the oldest events were dropped.</summary>
    BufferFull,

    /// <summary>A file of durable mode is damaged, and the events in the damaged part are lost.</summary>
    BufferDamaged,

    /// <summary>The files of durable mode cannot be written or read for now; events wait in memory, or where they are. Nothing is lost.</summary>
    BufferUnavailable,

    /// <summary>
    /// A token of <c>logStream</c> names a property that no event has had so far, or <c>logStreamSelector</c> threw an exception. Nothing is lost.
    /// </summary>
    StreamToken,

    /// <summary>The service rejected the entity (<c>serviceName</c>, <c>environment</c>) of a put but stored its events. Nothing is lost.</summary>
    EntityRejected,

    /// <summary>
    /// The events exceed <c>bytesPerMinuteLimit</c>, and those below <c>budgetExemptLevel</c> are refused. Reported at most once a minute, with their
    /// number and the templates that use most of the budget.
    /// </summary>
    OverBudget,
}
