namespace Serilog.Sinks.CloudWatchTail.Common;

/// <summary>Lets something happen once in an interval.</summary>
/// <param name="intervalTicks">In ticks of <see cref="TimeProvider.GetTimestamp"/>.</param>
sealed class RateLimiter(long intervalTicks)
{
    /// <summary>The time stamp from which on it may happen again.</summary>
    public long Next { get; private set; } = long.MinValue;

    /// <summary>Whether it may happen now; then the next interval begins.</summary>
    public bool TryPass(long now)
    {
        if (now < Next) return false;
        Pass(now);
        return true;
    }

    /// <summary>It happens now in any case.</summary>
    public void Pass(long now) => Next = now + intervalTicks;
}
