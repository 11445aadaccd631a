namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Timestamp: The event's own time, milliseconds since the Unix epoch.
// IngestionTime: Milliseconds since the Unix epoch.
// Message: UTF-8, JSON escapes undone.
readonly record struct FilteredLogEvent(string LogStreamName, long Timestamp, long IngestionTime, ReadOnlyMemory<byte> Message, string EventId);
