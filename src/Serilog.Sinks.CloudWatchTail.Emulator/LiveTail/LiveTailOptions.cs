namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

/// <summary>What of the emulator's options concerns Live Tail.</summary>
sealed record LiveTailOptions(
    TimeProvider Clock,
    TimeSpan UpdateInterval,
    int UpdateLimit,
    int BufferedUpdates,
    TimeSpan SessionTimeLimit,
    int SessionLimit,
    LiveTailGroupNaming GroupNaming,
    long IngestionTimeSkew);
