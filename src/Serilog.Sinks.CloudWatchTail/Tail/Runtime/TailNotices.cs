using Serilog.Sinks.CloudWatchTail.Common;
using System.Threading.Channels;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Delivers notices to the callback, one at a time and on its own loop, so that a slow callback never delays a connection.
sealed class TailNotices
{
    // A callback that hangs must not let notices pile up: the oldest are dropped. The meter counts what matters too.
    const int Waiting = 1_000;

    readonly Channel<CloudWatchLiveTailNotice> _channel = Channel.CreateBounded<CloudWatchLiveTailNotice>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    readonly Action<CloudWatchLiveTailNotice> _callback;
    readonly Task _loop;

    public TailNotices(Action<CloudWatchLiveTailNotice>? callback)
    {
        _callback = callback ?? (static notice => SafeSelfLog.WriteLine("{0}", notice));
        // The callback must not run in the execution context of the tail's starter.
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
