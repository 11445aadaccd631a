namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// All times are milliseconds since the Unix epoch. A stream without events has no event timestamps.
sealed record LogStreamDescription(string LogStreamName, long? CreationTime, long? FirstEventTimestamp, long? LastEventTimestamp);
