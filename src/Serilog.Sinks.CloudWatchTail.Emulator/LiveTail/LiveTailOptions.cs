namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// The emulator's options for Live Tail.
sealed record LiveTailOptions(
    TimeProvider Clock,
    TimeSpan UpdateInterval,
    int UpdateLimit,
    int BufferedUpdates,
    TimeSpan SessionTimeLimit,
    int SessionLimit,
    LiveTailGroupNaming GroupNaming,
    long IngestionTimeSkew);
