namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Body is the finished body from PutLogEventsBody, in the client's protocol, names included; LogGroupName and LogStreamName are repeated for error messages. The client
// only reads the body, so it can be sent again.
readonly record struct PutLogEventsRequest(string LogGroupName, string LogStreamName, ReadOnlyMemory<byte> Body);
