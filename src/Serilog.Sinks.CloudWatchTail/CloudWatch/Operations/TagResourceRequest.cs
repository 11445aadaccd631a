namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// ResourceArn is a group's ARN without a trailing :*.
sealed record TagResourceRequest(string ResourceArn, IReadOnlyDictionary<string, string> Tags);
