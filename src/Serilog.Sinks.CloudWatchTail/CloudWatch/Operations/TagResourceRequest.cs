namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// ResourceArn: A group's ARN, without a trailing :*.
sealed record TagResourceRequest(string ResourceArn, IReadOnlyDictionary<string, string> Tags);
