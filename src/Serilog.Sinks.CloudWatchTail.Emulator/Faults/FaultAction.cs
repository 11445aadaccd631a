using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Faults;

// What a fault does, with what that needs.
sealed record FaultAction(FaultKind Kind)
{
    // The answer of Reject.
    public ServiceError? Error { get; init; }

    // The body of the answer, if it is not the protocol's: what a proxy or a load balancer would say.
    public string? RawBody { get; init; }

    // The time of Delay.
    public TimeSpan Delay { get; init; }

    // What BreakLiveTail hands to the session.
    public LiveTailFault? LiveTail { get; init; }
}
