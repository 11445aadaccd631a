using System.Threading.Tasks.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>
/// Wakes the one loop that waits on it: by <see cref="Set"/>, or by time. A wait allocates nothing, since one source and one timer serve all of
/// them. A wake-up may be spurious; the loop looks at the clock again anyway.
/// </summary>
sealed class LoopSignal : IValueTaskSource, IDisposable
{
    readonly object _gate = new();
    readonly ITimer _timer;
    ManualResetValueTaskSourceCore<bool> _core;
    bool _set;
    bool _waiting;

    /// <param name="waiterHasItsOwnThread">Whether the waiter blocks a thread of its own, so that waking it needs none of the pool's.</param>
    public LoopSignal(TimeProvider timeProvider, bool waiterHasItsOwnThread = false)
    {
        _core.RunContinuationsAsynchronously = !waiterHasItsOwnThread;
        _timer = timeProvider.CreateTimer(static s => ((LoopSignal)s!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Wakes the loop, or lets its next wait return at once.</summary>
    public void Set()
    {
        lock (_gate)
        {
            if (!_waiting)
            {
                _set = true;
                return;
            }

            _waiting = false;
        }

        _core.SetResult(true);
    }

    /// <summary>Completes when set, or after <paramref name="timeout"/>; <see cref="Timeout.InfiniteTimeSpan"/> waits without a timer.</summary>
    public ValueTask WaitAsync(TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_set || timeout == TimeSpan.Zero)
            {
                _set = false;
                return default;
            }

            _core.Reset();
            _waiting = true;
        }

        // A timer that is still armed for an earlier wait would be a spurious wake-up each time, so an endless wait disarms it.
        _timer.Change(timeout, Timeout.InfiniteTimeSpan);
        return new ValueTask(this, _core.Version);
    }

    public void Dispose() => _timer.Dispose();

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
