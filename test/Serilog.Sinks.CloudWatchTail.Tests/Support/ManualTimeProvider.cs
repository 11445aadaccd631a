using Microsoft.Extensions.Time.Testing;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// A clock that moves only when a test moves it: .NET's own, and beside it how many timers wait for it, so that a test knows when to move it. Timers
/// fall due inside <see cref="FakeTimeProvider.Advance"/>, each seeing the clock at its own due time.
/// </summary>
sealed class ManualTimeProvider : FakeTimeProvider
{
    readonly object _gate = new();
    readonly HashSet<CountedTimer> _pending = [];
    readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public ManualTimeProvider(DateTimeOffset? start = null)
        : base(start ?? new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>How many timers are waiting for the clock.</summary>
    public int PendingTimers
    {
        get { lock (_gate) return _pending.Count; }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when at least <paramref name="count"/> timers wait for the clock: the moment to move it.</summary>
    public Task WhenTimersPendAsync(int count = 1)
    {
        lock (_gate)
        {
            if (_pending.Count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }

    ITimer CreateUncounted(TimerCallback callback, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, null, dueTime, period);

    void NoteThatAllPend()
    {
        foreach (var waiter in _waiters.Where(w => w.Count <= _pending.Count).ToArray())
        {
            _waiters.Remove(waiter);
            waiter.Reached.TrySetResult();
        }
    }

    /// <summary>
    /// Each start has an inner timer of its own, and counts once that one waits for the clock: a test that moved the clock between the two would move it
    /// without end, and the timer be late by as much.
    /// </summary>
    sealed class CountedTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        long _starts;
        long _firedStart;
        ITimer? _inner;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var start = Stop();
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            var isRepeated = period > TimeSpan.Zero;
            var inner = clock.CreateUncounted(_ => Fire(start, isRepeated), dueTime, period);
            lock (clock._gate)
            {
                if (start == _starts)
                {
                    _inner = inner;
                    if (!isRepeated && start == _firedStart) return true;
                    clock._pending.Add(this);
                    clock.NoteThatAllPend();
                    return true;
                }
            }

            inner.Dispose();
            return true;
        }

        public void Dispose() => Stop();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        long Stop()
        {
            ITimer? stopped;
            long start;
            lock (clock._gate)
            {
                start = ++_starts;
                stopped = _inner;
                _inner = null;
                clock._pending.Remove(this);
            }

            stopped?.Dispose();
            return start;
        }

        void Fire(long start, bool isRepeated)
        {
            lock (clock._gate)
            {
                _firedStart = start;
                if (!isRepeated && start == _starts) clock._pending.Remove(this);
            }

            callback(state);
        }
    }
}
