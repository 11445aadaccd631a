using System.Buffers;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Body is the finished body from PutLogEventsBody, in the client's protocol, names included; LogGroupName and LogStreamName are repeated for error messages. The client
// only reads the body, so it can be sent again.
readonly record struct PutLogEventsRequest(string LogGroupName, string LogStreamName, ReadOnlySequence<byte> Body)
{
    public PutLogEventsRequest(string logGroupName, string logStreamName, ReadOnlyMemory<byte> body)
        : this(logGroupName, logStreamName, new ReadOnlySequence<byte>(body))
    {
    }
}
