using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Composes all failures that the sink reports: one sentence for a log, which never contains a whole event.
sealed partial class Failures(string logGroup)
{
    public const string Before1970 = "its time is before 1970, which the service does not accept";
    public const string CannotBePacked = "it could not be packed";

    // An event that no batch can hold.
    public CloudWatchFailure InvalidEvent(LogEvent logEvent, string why, string? stream = null, Exception? exception = null) => Lost(
        CloudWatchFailureKind.Permanent, CloudWatchFailureReason.Invalid, $"1 event for {logGroup} is lost: {why}.", [logEvent], stream, exception: exception);

    // Lost events of a batch.
    public CloudWatchFailure Undelivered(
        IReadOnlyCollection<LogEvent> events, CloudWatchFailureKind kind, CloudWatchFailureReason reason, string stream, bool outcomeUnknown, Exception? error)
    {
        var fate = outcomeUnknown ? "were sent but never confirmed, and may be stored" : "are lost";
        return Lost(kind, reason, $"{events.Count} event(s) for {logGroup}, stream {stream}, {fate}: {WhyTheyAreLost(reason)}.", events, stream, outcomeUnknown, error);
    }

    // Events for which no batch had room before the end.
    public CloudWatchFailure NotSentBeforeTheEnd(IReadOnlyCollection<LogEvent> events) => Lost(
        CloudWatchFailureKind.Final,
        CloudWatchFailureReason.ShutdownTimeLimit,
        $"{events.Count} event(s) for {logGroup} are lost: they could not be sent within shutdownTimeLimit.",
        events);

    // Events that Serilog's batching has given up.
    public CloudWatchFailure OfferedNoMore(IReadOnlyCollection<LogEvent> events, CloudWatchFailureKind kind, CloudWatchFailureReason reason) => Lost(
        kind, reason, $"{events.Count} event(s) for {logGroup} are lost: they could not be sent, and Serilog's batching has given them up.", events);

    // Events refused for lack of room.
    public CloudWatchFailure QueueFull(long count, IReadOnlyCollection<LogEvent> events, int queueLimit) => Refused(
        CloudWatchFailureReason.QueueFull, count, events, $"the queue was full (queueLimit {queueLimit}, or queueLimitBytes)");

    // Events refused because of the byte budget, for receivers that take the events themselves.
    public CloudWatchFailure OverBudget(IReadOnlyCollection<LogEvent> events, long limit)
    {
        var failure = Refused(CloudWatchFailureReason.OverBudget, events.Count, events, UsedUp(limit));
        failure.Telling = Telling.TakersOfEvents;
        return failure;
    }

    // The number of such events since the last announcement.
    public CloudWatchFailure OverBudget(long count, long limit, IEnumerable<TemplateCost> costliest)
    {
        var asked = string.Join(", ", costliest.Select(static c => $"{c.Bytes} by \"{c.Template}\""));
        var failure = Refused(CloudWatchFailureReason.OverBudget, count, [], $"{UsedUp(limit)}. Of the bytes since the last report, sent ones included, most were {asked}");
        failure.Telling = Telling.Announcement;
        return failure;
    }

    // Events that arrived after the sink was closed.
    public CloudWatchFailure Closed(long count, IReadOnlyCollection<LogEvent> events) => Refused(CloudWatchFailureReason.Closed, count, events, "the sink is closed");

    // A failure after which the events are kept.
    public CloudWatchFailure TriedAgain(string stream, CloudWatchLogsException error, int count) => new(
        CloudWatchFailureKind.Temporary,
        ReasonOf(error.ErrorClass),
        $"Delivery to {logGroup}, stream {stream}, failed with {error.ErrorCode} and is tried again; nothing is lost so far.")
    {
        Count = count,
        LogGroup = logGroup,
        LogStream = stream,
        OutcomeUnknown = error.OutcomeUnknown,
        Exception = error,
    };

    public CloudWatchFailure RetentionNotSet(int days, CloudWatchLogsException error) => Told(
        error.ErrorClass == CloudWatchLogsErrorClass.Denied ? CloudWatchFailureReason.Denied : CloudWatchFailureReason.Invalid,
        $"The retention of the new log group {logGroup} could not be set to {days} days; its events are kept for ever.",
        error);

    // An existing group did not get its settings.
    public CloudWatchFailure GroupNotUpdated(string what, CloudWatchLogsException error) => Told(
        error.ErrorClass == CloudWatchLogsErrorClass.Denied ? CloudWatchFailureReason.Denied : CloudWatchFailureReason.Invalid,
        $"The log group {logGroup} was not updated (updateRetention): its {what}. Its events are not touched.",
        error);

    public CloudWatchFailure EntityRejected(string errorType) => Told(
        CloudWatchFailureReason.EntityRejected,
        $"The service rejected the entity of puts to {logGroup} ({errorType}); the events are stored. An empty serviceName sends none.");

    public CloudWatchFailure StreamLimit(int limit, string overflow) => Told(
        CloudWatchFailureReason.StreamLimit,
        $"The events for {logGroup} chose more than {limit} stream names (streamLimit) within an hour; for the rest of it new names go to the stream {overflow}.",
        stream: overflow);

    public CloudWatchFailure UnknownToken(string sentence) => Told(CloudWatchFailureReason.StreamToken, sentence);

    // Explains why an accepted put left events out, or why a put was given up.
    public static string WhyTheyAreLost(CloudWatchFailureReason reason) => reason switch
    {
        CloudWatchFailureReason.Invalid => "the service refuses them as invalid",
        CloudWatchFailureReason.RetryTimeLimit => "they could not be delivered within retryTimeLimit",
        CloudWatchFailureReason.ShutdownTimeLimit => "they could not be delivered within shutdownTimeLimit",
        _ => $"the service rejected them because they are {RuleBroken(reason)}",
    };

    // The rule by which an accepted put left events out.
    public static string RuleBroken(CloudWatchFailureReason reason) => reason switch
    {
        CloudWatchFailureReason.TooOld => "more than 14 days old",
        CloudWatchFailureReason.Expired => "older than the log group's retention",
        _ => "more than 2 hours in the future",
    };

    static CloudWatchFailureReason ReasonOf(CloudWatchLogsErrorClass errorClass) => errorClass switch
    {
        CloudWatchLogsErrorClass.Throttled => CloudWatchFailureReason.Throttled,
        CloudWatchLogsErrorClass.Denied => CloudWatchFailureReason.Denied,
        CloudWatchLogsErrorClass.NotFound => CloudWatchFailureReason.NotFound,
        CloudWatchLogsErrorClass.Invalid => CloudWatchFailureReason.Invalid,
        _ => CloudWatchFailureReason.Unavailable,
    };

    static string UsedUp(long limit) => $"the budget (bytesPerMinuteLimit {limit}) is used up";

    CloudWatchFailure Refused(CloudWatchFailureReason reason, long count, IReadOnlyCollection<LogEvent> events, string why) => new(
        CloudWatchFailureKind.Permanent, reason, $"{count} event(s) for {logGroup} were refused: {why}.")
    {
        Count = count,
        Events = events,
        LogGroup = logGroup,
    };

    CloudWatchFailure Lost(
        CloudWatchFailureKind kind,
        CloudWatchFailureReason reason,
        string message,
        IReadOnlyCollection<LogEvent> events,
        string? stream = null,
        bool outcomeUnknown = false,
        Exception? exception = null) =>
        new(kind, reason, message)
        {
            Count = events.Count,
            Events = events,
            LogGroup = logGroup,
            LogStream = stream,
            OutcomeUnknown = outcomeUnknown,
            Exception = exception,
        };

    // A failure that affects no event.
    CloudWatchFailure Told(CloudWatchFailureReason reason, string message, Exception? exception = null, string? stream = null) =>
        new(CloudWatchFailureKind.Temporary, reason, message)
        {
            LogGroup = logGroup,
            LogStream = stream,
            Exception = exception,
        };
}
