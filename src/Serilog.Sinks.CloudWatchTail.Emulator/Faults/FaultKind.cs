namespace Serilog.Sinks.CloudWatchTail.Emulator.Faults;

/// <summary>What a fault does to a request.</summary>
enum FaultKind
{
    Reject,
    Delay,
    Hold,
    CutBeforeStoring,
    CutAfterStoring,
    CutMidAnswer,
    NeverAnswer,
    StoreAndNeverAnswer,
    BreakLiveTail,
}
