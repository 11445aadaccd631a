namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// What of the emulator's options concerns Live Tail.
sealed record LiveTailOptions(
    TimeProvider Clock,
    TimeSpan UpdateInterval,
    int UpdateLimit,
    int BufferedUpdates,
    TimeSpan SessionTimeLimit,
    int SessionLimit,
    LiveTailGroupNaming GroupNaming,
    long IngestionTimeSkew);
