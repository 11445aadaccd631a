namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// The precision of a time.
static class TimePrecision
{
    // Whether a wrapper's time is more precise than that of its message.
    public static bool IsFiner(DateTimeOffset wrapper, DateTimeOffset message) => Digits(wrapper) > Digits(message);

    static int Digits(DateTimeOffset time)
    {
        var fraction = time.Ticks % TimeSpan.TicksPerSecond;
        if (fraction == 0) return 0;
        return fraction % TimeSpan.TicksPerMillisecond == 0 ? 3 : fraction % TimeSpan.TicksPerMicrosecond == 0 ? 6 : 7;
    }
}
