namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <param name="CreationTime">All times are milliseconds since the Unix epoch; null for a stream without events, but for its creation.</param>
sealed record LogStreamDescription(string LogStreamName, long? CreationTime, long? FirstEventTimestamp, long? LastEventTimestamp);
