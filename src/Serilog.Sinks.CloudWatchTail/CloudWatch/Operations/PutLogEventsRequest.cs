namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

/// <param name="LogGroupName">For error messages; the body already contains it.</param>
/// <param name="LogStreamName">For error messages; the body already contains it.</param>
/// <param name="Body">The finished JSON body, made with <see cref="PutLogEventsBody"/>. The client only reads it, so it can be sent again.</param>
readonly record struct PutLogEventsRequest(string LogGroupName, string LogStreamName, ReadOnlyMemory<byte> Body);
