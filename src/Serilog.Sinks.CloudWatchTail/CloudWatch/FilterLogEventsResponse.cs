namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>One page. It may be empty while <see cref="NextToken"/> is there: the end is the absence of the token, nothing else.</summary>
sealed record FilterLogEventsResponse(IReadOnlyList<FilteredLogEvent> Events, string? NextToken);
