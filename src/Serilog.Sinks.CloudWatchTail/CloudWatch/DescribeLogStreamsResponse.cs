namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

sealed record DescribeLogStreamsResponse(IReadOnlyList<LogStreamDescription> LogStreams, string? NextToken);
