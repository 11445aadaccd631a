namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>
/// Wakes the one thread that waits on it: by <see cref="Set"/>, or by time. A wait allocates nothing and does not spin. Its timer is armed only while
/// the thread waits.
/// </summary>
sealed class LoopSignal : IDisposable
{
    readonly object _gate = new();
    readonly ITimer _timer;
    bool _set;
    bool _armed;

    public LoopSignal(TimeProvider timeProvider)
    {
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
                Arm(timeout);
                while (!_set) Monitor.Wait(_gate);
            }

            _set = false;
        }
    }

    public void Dispose() => _timer.Dispose();

    void Arm(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan) return;
        _armed = true;

        // A timer cuts its time to whole milliseconds, and the last of one to nothing: the loop would turn until it is over.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(timeout.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    void Disarm()
    {
        if (!_armed) return;
        _armed = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
