namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <param name="LogGroupName">For error messages: the names are in the body already.</param>
/// <param name="LogStreamName">For error messages: the names are in the body already.</param>
/// <param name="Body">The finished JSON body, made with <see cref="PutLogEventsBody"/>. The client only reads it, so that it can be sent again.</param>
readonly record struct PutLogEventsRequest(string LogGroupName, string LogStreamName, ReadOnlyMemory<byte> Body);
