namespace Serilog.Sinks.CloudWatchTail.Tool.View.Search;

// Times as the page counts them: milliseconds since 1970, with a fraction.
static class EventTime
{
    public static double Of(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerMillisecond;
}
