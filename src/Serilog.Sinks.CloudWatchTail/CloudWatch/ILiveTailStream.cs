namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>The messages of one Live Tail session, in the order they came. One reader at a time.</summary>
interface ILiveTailStream : IAsyncDisposable
{
    /// <summary>
    /// The next message. Everything that ends a session is a value of kind <see cref="LiveTailMessageKind.Ended"/>, after all updates that
    /// came before it; only cancellation throws, and leaves the session and what comes of it as they are. After the end, the end is returned again.
    /// </summary>
    ValueTask<LiveTailMessage> ReadAsync(CancellationToken cancellationToken);
}
