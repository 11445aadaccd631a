namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// Wakes the one thread that waits on it, by Set or after a time. A wait allocates nothing, does not spin, and needs no thread pool: events must not
// be late in a program that has blocked its pool.
sealed class LoopSignal : IDisposable
{
    readonly object _gate = new();

    // Null with the machine's clock: its timers fire on pool threads, whereas a monitor can wait by itself.
    readonly ITimer? _timer;
    bool _set;
    bool _armed;

    public LoopSignal(TimeProvider timeProvider)
    {
        if (timeProvider == TimeProvider.System) return;
        _timer = timeProvider.CreateTimer(static s => ((LoopSignal)s!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Wakes the loop, or makes its next wait return at once.
    public void Set()
    {
        lock (_gate)
        {
            if (_set) return;
            _set = true;
            Disarm();
            Monitor.Pulse(_gate);
        }
    }

    // Returns when the signal is set or the timeout has passed; Timeout.InfiniteTimeSpan waits without a timer.
    public void Wait(TimeSpan timeout)
    {
        lock (_gate)
        {
            if (!_set && timeout != TimeSpan.Zero)
            {
                if (timeout != Timeout.InfiniteTimeSpan) timeout = InWholeMilliseconds(timeout);
                if (_timer is null) Monitor.Wait(_gate, timeout);
                else WaitForTimer(timeout);
            }

            _set = false;
        }
    }

    public void Dispose() => _timer?.Dispose();

    void WaitForTimer(TimeSpan timeout)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            _armed = true;
            _timer!.Change(timeout, Timeout.InfiniteTimeSpan);
        }

        while (!_set) Monitor.Wait(_gate);
    }

    // A wait truncates its time to whole milliseconds, and less than one to zero: the loop would spin until it has passed.
    static TimeSpan InWholeMilliseconds(TimeSpan timeout) => TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(timeout.TotalMilliseconds, int.MaxValue)));

    void Disarm()
    {
        if (!_armed) return;
        _armed = false;
        _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
