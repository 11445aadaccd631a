namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed record DescribeLogStreamsResponse(IReadOnlyList<LogStreamDescription> LogStreams, string? NextToken);
