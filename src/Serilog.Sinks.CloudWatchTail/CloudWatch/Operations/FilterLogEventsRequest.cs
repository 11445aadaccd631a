namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// LogGroupIdentifier: A name or an ARN.
// StartTime: Milliseconds since the Unix epoch, inclusive.
// EndTime: Milliseconds since the Unix epoch, inclusive; none means no end.
// LogStreamNames: At most 100; not together with LogStreamNamePrefix.
// NewestFirst: From the end; the service then refuses a start before 2024.
sealed record FilterLogEventsRequest(
    string LogGroupIdentifier,
    long? StartTime = null,
    long? EndTime = null,
    IReadOnlyList<string>? LogStreamNames = null,
    string? LogStreamNamePrefix = null,
    string? FilterPattern = null,
    string? NextToken = null,
    int? Limit = null,
    bool NewestFirst = false);
