namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

/// <summary>
/// Wakes the one thread that waits on it: by <see cref="Set"/>, or by time. A wait allocates nothing, does not spin, and needs no thread of the pool:
/// a program that has blocked them all is the one whose events must not be late as well.
/// </summary>
sealed class LoopSignal : IDisposable
{
    readonly object _gate = new();

    // None on the machine's own clock: its timers fire on threads of the pool, while a monitor can wait by itself.
    readonly ITimer? _timer;
    bool _set;
    bool _armed;

    public LoopSignal(TimeProvider timeProvider)
    {
        if (timeProvider == TimeProvider.System) return;
        _timer = timeProvider.CreateTimer(static s => ((LoopSignal)s!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Wakes the loop, or lets its next wait return at once.</summary>
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

    /// <summary>Returns when set, or after <paramref name="timeout"/>; <see cref="Timeout.InfiniteTimeSpan"/> waits without a timer.</summary>
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

    // A wait cuts its time to whole milliseconds, and the last of one to nothing: the loop would turn until it is over.
    static TimeSpan InWholeMilliseconds(TimeSpan timeout) => TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(timeout.TotalMilliseconds, int.MaxValue)));

    void Disarm()
    {
        if (!_armed) return;
        _armed = false;
        _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
