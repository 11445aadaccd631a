namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// A clock that moves only when a test moves it. Timers fall due inside <see cref="Advance"/>, in the order of their due times, each seeing
/// the clock at its own due time.
/// </summary>
sealed class ManualTimeProvider : TimeProvider
{
    readonly object _gate = new();
    readonly List<ManualTimer> _timers = [];
    readonly List<(Func<int, bool> Condition, TaskCompletionSource Reached)> _waiters = [];
    DateTimeOffset _now;

    public ManualTimeProvider(DateTimeOffset? start = null)
    {
        _now = start ?? new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>How many timers are waiting for the clock.</summary>
    public int PendingTimers
    {
        get { lock (_gate) return _timers.Count; }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Move the clock on, firing what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
                if (next is null)
                {
                    _now = end;
                    return;
                }

                if (next.Due > _now) _now = next.Due;
                next.Reschedule();
            }

            next.Fire();
            Announce();
        }
    }

    /// <summary>Completes when at least <paramref name="count"/> timers wait for the clock: the moment to move it.</summary>
    public Task WhenTimersPendAsync(int count = 1)
    {
        lock (_gate)
        {
            if (_timers.Count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((n => n >= count, reached));
            return reached.Task;
        }
    }

    void Announce()
    {
        lock (_gate)
        {
            foreach (var waiter in _waiters.Where(w => w.Condition(_timers.Count)).ToArray())
            {
                _waiters.Remove(waiter);
                waiter.Reached.TrySetResult();
            }
        }
    }

    sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                lock (clock._gate) Reschedule();
                Fire();
            }

            clock.Announce();
            return true;
        }

        public void Reschedule()
        {
            clock._timers.Remove(this);
            if (_period <= TimeSpan.Zero) return;
            Due += _period;
            clock._timers.Add(this);
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate) clock._timers.Remove(this);
            clock.Announce();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
