namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <summary>One page. An empty page is not the last one; only a page without <see cref="NextToken"/> is.</summary>
sealed record FilterLogEventsResponse(IReadOnlyList<FilteredLogEvent> Events, string? NextToken);
