namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

sealed record CreateLogStreamRequest(string LogGroupName, string LogStreamName);
