using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// Where all tails put their events and notices. complain tells the terminal why a tail has ended.
sealed class TailSink(EventStore store, NoticeLog notices, LogEventLevel minimumLevel, Action<string> complain, TimeProvider timeProvider)
{
    readonly TailProgress _progress = new(timeProvider);
    ShownBefore? _before;

    public NoticeLog Notices => notices;

    // The recent number of events per second. Updated by Measure.
    public double Rate { get; private set; }

    // The time from the last live event to its arrival; null while there is no recent one.
    public TimeSpan? Lag => _progress.Lag;

    // Called between two choices of groups. Events that stay must not come a second time, as history.
    public void Switch(bool clear)
    {
        if (clear) store.Clear();
        Volatile.Write(ref _before, store.Count == 0 ? null : new ShownBefore(store));
    }

    public void Receive(in CloudWatchLiveTailMessage message)
    {
        if (message.Backfilled && Volatile.Read(ref _before)?.TryTake(message) == true) return;
        // Only an empty message cannot be read, and the service accepts none.
        if (!message.TryRead(out var logEvent)) return;
        _progress.Received(message);
        if (logEvent.Level >= minimumLevel) store.Add(message, logEvent);
    }

    public void Complain(string failure) => complain(failure);

    // Called about once a second, by one loop.
    public void Measure() => Rate = _progress.TakeRate();
}
