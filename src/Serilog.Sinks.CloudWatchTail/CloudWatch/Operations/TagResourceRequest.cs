namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <param name="ResourceArn">A group's ARN, without a trailing <c>:*</c>.</param>
sealed record TagResourceRequest(string ResourceArn, IReadOnlyDictionary<string, string> Tags);
