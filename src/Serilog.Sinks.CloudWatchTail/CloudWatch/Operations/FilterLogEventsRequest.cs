namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <param name="LogGroupIdentifier">A name or an ARN.</param>
/// <param name="StartTime">Milliseconds since the Unix epoch, inclusive.</param>
/// <param name="EndTime">Milliseconds since the Unix epoch, inclusive; none means no end.</param>
/// <param name="LogStreamNames">At most 100; not together with <paramref name="LogStreamNamePrefix"/>.</param>
/// <param name="NewestFirst">From the end; the service then refuses a start before 2024.</param>
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
