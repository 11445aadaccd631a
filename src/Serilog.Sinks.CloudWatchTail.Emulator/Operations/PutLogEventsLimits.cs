namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The service's limits on a put.
static class PutLogEventsLimits
{
    // The messages' UTF-8 bytes plus 26 for each event.
    public const int BatchBytes = 1_048_576;

    public const int BatchEvents = 10_000;

    public static readonly TimeSpan Span = TimeSpan.FromHours(24);

    public static readonly TimeSpan Future = TimeSpan.FromHours(2);

    public static readonly TimeSpan Age = TimeSpan.FromDays(14);
}
