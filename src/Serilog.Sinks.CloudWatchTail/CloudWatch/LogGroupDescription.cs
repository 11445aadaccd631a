namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <param name="LogGroupArn">Without the trailing <c>:*</c>: the form that Live Tail wants.</param>
sealed record LogGroupDescription(string LogGroupName, string LogGroupArn, string? LogGroupClass);
