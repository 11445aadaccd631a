namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <param name="LogGroupIdentifier">A name or an ARN.</param>
/// <param name="LogStreamNamePrefix">Not together with <paramref name="NewestFirst"/>: the service refuses it.</param>
/// <param name="NewestFirst">By the time of the last event, the newest first; otherwise by name.</param>
/// <param name="Limit">1 to 50, the service's limit.</param>
sealed record DescribeLogStreamsRequest(
    string LogGroupIdentifier,
    string? LogStreamNamePrefix = null,
    bool NewestFirst = false,
    string? NextToken = null,
    int Limit = 50);
