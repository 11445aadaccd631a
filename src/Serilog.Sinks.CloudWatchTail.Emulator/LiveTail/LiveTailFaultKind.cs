namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// The faults of a running session.
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
