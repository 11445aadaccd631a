namespace Serilog.Sinks.CloudWatchTail.Common;

static class TimeProviderTicks
{
    /// <summary>A span of time in the units of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public static long ToTimestampTicks(this TimeProvider timeProvider, TimeSpan time) =>
        timeProvider.TimestampFrequency == TimeSpan.TicksPerSecond
            ? time.Ticks
            : (long)(time.TotalSeconds * timeProvider.TimestampFrequency);

    /// <summary>A difference of two time stamps as a span of time.</summary>
    public static TimeSpan ToTimeSpan(this TimeProvider timeProvider, long timestampTicks) => timeProvider.GetElapsedTime(0, timestampTicks);
}
