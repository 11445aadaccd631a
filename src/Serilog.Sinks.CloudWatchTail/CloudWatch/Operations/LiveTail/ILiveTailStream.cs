namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

/// <summary>The messages of one Live Tail session, in the order of arrival. One reader at a time.</summary>
interface ILiveTailStream : IAsyncDisposable
{
    /// <summary>
    /// Returns the next message. A session's end, whatever its cause, is a message of kind <see cref="LiveTailMessageKind.Ended"/> after all updates
    /// received before it, and is returned again by later calls. Only cancellation throws; it leaves the session as it is, and loses no message.
    /// </summary>
    ValueTask<LiveTailMessage> ReadAsync(CancellationToken cancellationToken);
}
