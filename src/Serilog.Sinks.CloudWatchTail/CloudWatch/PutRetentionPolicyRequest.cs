namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

sealed record PutRetentionPolicyRequest(string LogGroupName, int RetentionInDays);
