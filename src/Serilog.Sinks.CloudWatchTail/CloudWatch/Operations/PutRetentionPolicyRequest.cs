namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed record PutRetentionPolicyRequest(string LogGroupName, int RetentionInDays);
