namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// LogGroupIdentifier: A name or an ARN.
// LogStreamNamePrefix: Not together with NewestFirst: the service refuses it.
// NewestFirst: By the time of the last event, the newest first; otherwise by name.
// Limit: 1 to 50, the service's limit.
sealed record DescribeLogStreamsRequest(
    string LogGroupIdentifier,
    string? LogStreamNamePrefix = null,
    bool NewestFirst = false,
    string? NextToken = null,
    int Limit = 50);
