namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// LogGroupIdentifier: As the service sent it: a name, an ARN or accountId:name.
// Timestamp: The event's own time, milliseconds since the Unix epoch.
// IngestionTime: Milliseconds since the Unix epoch.
// Message: UTF-8, JSON escapes undone.
readonly record struct LiveTailEvent(string LogGroupIdentifier, string LogStreamName, long Timestamp, long IngestionTime, ReadOnlyMemory<byte> Message);
