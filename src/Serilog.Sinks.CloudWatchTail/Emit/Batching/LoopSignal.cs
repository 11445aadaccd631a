namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>
/// Wakes the one thread that waits on it: by <see cref="Set"/>, or by time. A wait allocates nothing and does not spin. A wake-up may be spurious;
/// the loop looks at the clock again anyway.
/// </summary>
sealed class LoopSignal : IDisposable
{
    readonly object _gate = new();
    readonly ITimer _timer;
    bool _set;

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
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Returns when set, or after <paramref name="timeout"/>; <see cref="Timeout.InfiniteTimeSpan"/> waits without a timer.</summary>
    public void Wait(TimeSpan timeout)
    {
        // A timer that is still armed for an earlier wait would be a spurious wake-up each time, so an endless wait disarms it.
        if (timeout != TimeSpan.Zero) _timer.Change(timeout, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            while (!_set && timeout != TimeSpan.Zero) Monitor.Wait(_gate);
            _set = false;
        }
    }

    public void Dispose() => _timer.Dispose();
}
