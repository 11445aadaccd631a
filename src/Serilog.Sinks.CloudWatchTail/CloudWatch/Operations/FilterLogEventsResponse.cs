namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// One page. Even an empty page may have a NextToken; only a page without one is the last.
sealed record FilterLogEventsResponse(IReadOnlyList<FilteredLogEvent> Events, string? NextToken);
