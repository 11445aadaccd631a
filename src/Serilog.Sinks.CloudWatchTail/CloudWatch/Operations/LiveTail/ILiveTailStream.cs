namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// The messages of one Live Tail session, in the order of arrival. One reader at a time.
interface ILiveTailStream : IAsyncDisposable
{
    // Returns the next message. A session's end, whatever its cause, is a message of kind Ended after all updates
    // received before it, and is returned again by later calls. Only cancellation throws; it leaves the session as it is, and loses no message.
    ValueTask<LiveTailMessage> ReadAsync(CancellationToken cancellationToken);
}
