namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

/// <param name="LogGroupIdentifier">As the service sent it: a name, an ARN or <c>accountId:name</c>.</param>
/// <param name="Timestamp">The event's own time, milliseconds since the Unix epoch.</param>
/// <param name="IngestionTime">Milliseconds since the Unix epoch.</param>
/// <param name="Message">UTF-8, JSON escapes undone.</param>
readonly record struct LiveTailEvent(string LogGroupIdentifier, string LogStreamName, long Timestamp, long IngestionTime, ReadOnlyMemory<byte> Message);
