using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Faults;

// What a fault does, with its parameters.
sealed record FaultAction(FaultKind Kind)
{
    // The response of Reject.
    public ServiceError? Error { get; init; }

    // The body of the response if it is not the protocol's, such as that of a proxy or a load balancer.
    public string? RawBody { get; init; }

    // The duration of Delay.
    public TimeSpan Delay { get; init; }

    // The fault that BreakLiveTail passes to the session.
    public LiveTailFault? LiveTail { get; init; }
}
