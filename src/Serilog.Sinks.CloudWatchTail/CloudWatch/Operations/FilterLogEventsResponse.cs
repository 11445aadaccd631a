namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// One page. An empty page is not the last one; only a page without NextToken is.
sealed record FilterLogEventsResponse(IReadOnlyList<FilteredLogEvent> Events, string? NextToken);
