namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// The machine's clock, so many times as fast: what waits fifteen seconds for silence, or minutes for an overlap, takes a moment, over real
/// connections and with every part in step.
/// </summary>
sealed class FastTimeProvider(double speed) : TimeProvider
{
    readonly long _startTimestamp = System.GetTimestamp();
    readonly DateTimeOffset _startTime = System.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _startTime + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    TimeSpan Elapsed => System.GetElapsedTime(_startTimestamp) * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Slow(dueTime), Slow(period)), this);

    TimeSpan Slow(TimeSpan time)
    {
        if (time <= TimeSpan.Zero) return time;
        // Never early: a timer of the machine counts in whole milliseconds.
        return TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / speed));
    }

    sealed class FastTimer(ITimer timer, FastTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Slow(dueTime), clock.Slow(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
