using Serilog.Sinks.CloudWatchTail.Common;
using System.Threading.Channels;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Hands notices to the callback, one at a time and on a loop of its own, so that a slow callback never holds up a connection.
sealed class TailNotices
{
    // A callback that hangs must not make the notices pile up: the oldest are dropped. The meter counts what matters as well.
    const int Waiting = 1_000;

    readonly Channel<CloudWatchLiveTailNotice> _channel = Channel.CreateBounded<CloudWatchLiveTailNotice>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    readonly Action<CloudWatchLiveTailNotice> _callback;
    readonly Task _loop;

    public TailNotices(Action<CloudWatchLiveTailNotice>? callback)
    {
        _callback = callback ?? (static notice => SafeSelfLog.WriteLine("{0}", notice));
        // The callback must not run in the context of the tail's starter, for as long as the tail runs.
        using var _ = ExecutionContext.SuppressFlow();
        _loop = Task.Run(DeliverAsync);
    }

    public void Raise(CloudWatchLiveTailNotice notice) => _channel.Writer.TryWrite(notice);

    // Completes when everything raised so far has been delivered.
    public Task CompleteAsync()
    {
        _channel.Writer.TryComplete();
        return _loop;
    }

    async Task DeliverAsync()
    {
        await foreach (var notice in _channel.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                _callback(notice);
            }
            catch (Exception exception)
            {
                SafeSelfLog.WriteLine("The callback for live tail notices failed: {0}", exception);
            }
        }
    }
}
