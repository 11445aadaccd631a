namespace Serilog.Sinks.CloudWatchTail.Common;

// Allows something once in an interval, which is given in ticks of TimeProvider.GetTimestamp.
sealed class RateLimiter(long intervalTicks)
{
    // The timestamp from which it is allowed again.
    public long Next { get; private set; } = long.MinValue;

    // Returns whether it is allowed now, and if so starts the next interval.
    public bool TryPass(long now)
    {
        if (now < Next) return false;
        Pass(now);
        return true;
    }

    // Starts the next interval without asking.
    public void Pass(long now) => Next = now + intervalTicks;
}
