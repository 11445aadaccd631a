namespace Serilog.Sinks.CloudWatchTail.Common;

static class TimeProviderTicks
{
    // A span of time in the units of GetTimestamp.
    public static long ToTimestampTicks(this TimeProvider timeProvider, TimeSpan time) =>
        timeProvider.TimestampFrequency == TimeSpan.TicksPerSecond
            ? time.Ticks
            : (long)(time.TotalSeconds * timeProvider.TimestampFrequency);

    // A difference of two time stamps as a span of time.
    public static TimeSpan ToTimeSpan(this TimeProvider timeProvider, long timestampTicks) => timeProvider.GetElapsedTime(0, timestampTicks);
}
