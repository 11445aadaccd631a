namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// All times are milliseconds since the Unix epoch. A stream without events has no timestamps of events.
sealed record LogStreamDescription(string LogStreamName, long? CreationTime, long? FirstEventTimestamp, long? LastEventTimestamp);
