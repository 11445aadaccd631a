namespace Serilog.Sinks.CloudWatchTail.Common;

// Lets something happen once in an interval.
// intervalTicks: In ticks of GetTimestamp.
sealed class RateLimiter(long intervalTicks)
{
    // The time stamp from which on it may happen again.
    public long Next { get; private set; } = long.MinValue;

    // Whether it may happen now; then the next interval begins.
    public bool TryPass(long now)
    {
        if (now < Next) return false;
        Pass(now);
        return true;
    }

    // It happens now in any case.
    public void Pass(long now) => Next = now + intervalTicks;
}
