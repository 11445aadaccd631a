namespace Serilog.Sinks.CloudWatchTail.Common;

static class TimeProviderTicks
{
    // Converts a time span to ticks of TimeProvider.GetTimestamp.
    public static long ToTimestampTicks(this TimeProvider timeProvider, TimeSpan time) =>
        timeProvider.TimestampFrequency == TimeSpan.TicksPerSecond
            ? time.Ticks
            : (long)(time.TotalSeconds * timeProvider.TimestampFrequency);

    // Converts a difference of two timestamps to a time span.
    public static TimeSpan ToTimeSpan(this TimeProvider timeProvider, long timestampTicks) => timeProvider.GetElapsedTime(0, timestampTicks);
}
