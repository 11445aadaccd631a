namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

/// <summary>What can go wrong with a running session.</summary>
enum LiveTailFaultKind
{
    CutMidFrame,
    CutBetweenFrames,
    EndCleanly,
    GoSilent,
    CorruptMessageChecksum,
    CorruptPreludeChecksum,
    Exception,
    Error,
    UnknownEvent,
    LoseEvents,
}
