namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// LogGroupName: For error messages; the body already contains it.
// LogStreamName: For error messages; the body already contains it.
// Body: The finished JSON body, made with PutLogEventsBody. The client only reads it, so it can be sent again.
readonly record struct PutLogEventsRequest(string LogGroupName, string LogStreamName, ReadOnlyMemory<byte> Body);
