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
        timer.Inner = base.CreateTimer(timer.Fire, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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

    void Set(CountedTimer timer, bool isPending)
    {
        lock (_gate)
        {
            if (isPending) _pending.Add(timer);
            else _pending.Remove(timer);
            foreach (var waiter in _waiters.Where(w => w.Count <= _pending.Count).ToArray())
            {
                _waiters.Remove(waiter);
                waiter.Reached.TrySetResult();
            }
        }
    }

    sealed class CountedTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan _period = Timeout.InfiniteTimeSpan;

        public ITimer Inner { get; set; } = null!;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            clock.Set(this, dueTime != Timeout.InfiniteTimeSpan);
            return Inner.Change(dueTime, period);
        }

        public void Fire(object? unused)
        {
            clock.Set(this, _period > TimeSpan.Zero);
            callback(state);
        }

        public void Dispose()
        {
            clock.Set(this, isPending: false);
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
