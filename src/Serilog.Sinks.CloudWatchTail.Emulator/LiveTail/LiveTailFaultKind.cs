namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// What can go wrong with a running session.
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
