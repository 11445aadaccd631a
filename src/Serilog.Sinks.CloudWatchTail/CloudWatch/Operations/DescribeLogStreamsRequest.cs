namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// LogGroupIdentifier is a name or an ARN. NewestFirst sorts by the time of the last event, newest first, instead of by name; the service refuses it
// together with LogStreamNamePrefix. It allows a Limit of 1 to 50.
sealed record DescribeLogStreamsRequest(
    string LogGroupIdentifier,
    string? LogStreamNamePrefix = null,
    bool NewestFirst = false,
    string? NextToken = null,
    int Limit = 50);
