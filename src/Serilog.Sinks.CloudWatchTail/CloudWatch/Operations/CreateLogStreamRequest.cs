namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed record CreateLogStreamRequest(string LogGroupName, string LogStreamName);
