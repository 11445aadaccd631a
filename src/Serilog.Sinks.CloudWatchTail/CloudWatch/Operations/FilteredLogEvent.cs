namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <param name="Timestamp">The event's own time, milliseconds since the Unix epoch.</param>
/// <param name="IngestionTime">Milliseconds since the Unix epoch.</param>
/// <param name="Message">UTF-8, JSON escapes undone.</param>
readonly record struct FilteredLogEvent(string LogStreamName, long Timestamp, long IngestionTime, ReadOnlyMemory<byte> Message, string EventId);
