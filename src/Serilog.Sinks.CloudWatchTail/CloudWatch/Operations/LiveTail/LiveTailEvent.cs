namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// LogGroupIdentifier is as the service sent it: a name, an ARN or accountId:name. Timestamp, the event's own time, and IngestionTime are milliseconds
// since the Unix epoch. Message is unescaped UTF-8.
readonly record struct LiveTailEvent(string LogGroupIdentifier, string LogStreamName, long Timestamp, long IngestionTime, ReadOnlyMemory<byte> Message);
