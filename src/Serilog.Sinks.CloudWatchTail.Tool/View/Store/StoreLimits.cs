namespace Serilog.Sinks.CloudWatchTail.Tool.View.Store;

// How many events are kept, and how much memory they may take.
sealed record StoreLimits
{
    public int Events { get; init; } = 100_000;

    public long Bytes { get; init; } = 128 * 1024 * 1024;
}
