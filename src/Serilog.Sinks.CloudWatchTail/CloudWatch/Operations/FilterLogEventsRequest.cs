namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// LogGroupIdentifier is a name or an ARN. StartTime and EndTime are inclusive, in milliseconds since the Unix epoch; without EndTime the range is
// open. At most 100 LogStreamNames, and not together with LogStreamNamePrefix. NewestFirst reads backwards from the end; the service then refuses a
// start before 2024.
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
