namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Another clock, but set wrong, and set again whenever a test likes. What it measures intervals by is never set, as on a real machine.</summary>
sealed class ShiftedTimeProvider(TimeProvider clock) : TimeProvider
{
    long _ahead;

    public TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref _ahead));
        set => Interlocked.Exchange(ref _ahead, value.Ticks);
    }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
