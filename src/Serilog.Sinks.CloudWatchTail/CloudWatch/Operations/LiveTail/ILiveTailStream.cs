namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// The messages of one Live Tail session, in the order of arrival. One reader at a time.
interface ILiveTailStream : IAsyncDisposable
{
    // Returns the next message. After the updates received before it, the end of the session, whatever its cause, is a message of kind Ended, which
    // later calls return again. Only cancellation throws; it loses no message and leaves the session open.
    ValueTask<LiveTailMessage> ReadAsync(CancellationToken cancellationToken);
}
