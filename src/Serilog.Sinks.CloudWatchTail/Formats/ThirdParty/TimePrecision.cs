namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>How finely a time is said.</summary>
static class TimePrecision
{
    /// <summary>Whether a wrapper says the time of its message more finely than the message does.</summary>
    public static bool IsFiner(DateTimeOffset wrapper, DateTimeOffset message) => Digits(wrapper) > Digits(message);

    static int Digits(DateTimeOffset time)
    {
        var fraction = time.Ticks % TimeSpan.TicksPerSecond;
        if (fraction == 0) return 0;
        return fraction % TimeSpan.TicksPerMillisecond == 0 ? 3 : fraction % TimeSpan.TicksPerMicrosecond == 0 ? 6 : 7;
    }
}
