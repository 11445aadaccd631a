namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A clock that stands still while there is work, and jumps to the time that a sink's loop waits for: no wait takes any time.</summary>
sealed class JumpingTimeProvider : TimeProvider
{
    readonly DateTimeOffset _start = Some.Instant;
    long _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new JumpingTimer(this, callback, state);

    sealed class JumpingTimer(JumpingTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero) return true;
            Interlocked.Add(ref clock._elapsed, dueTime.Ticks);
            callback(state);
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
