namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Timestamp, the event's own time, and IngestionTime are milliseconds since the Unix epoch. Message is unescaped UTF-8.
readonly record struct FilteredLogEvent(string LogStreamName, long Timestamp, long IngestionTime, ReadOnlyMemory<byte> Message, string EventId);
