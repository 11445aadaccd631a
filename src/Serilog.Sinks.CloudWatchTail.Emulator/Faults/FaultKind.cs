namespace Serilog.Sinks.CloudWatchTail.Emulator.Faults;

// What a fault does to a request.
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
