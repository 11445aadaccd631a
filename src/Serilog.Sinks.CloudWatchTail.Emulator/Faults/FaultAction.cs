using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Faults;

/// <summary>What a fault does, with what that needs.</summary>
sealed record FaultAction(FaultKind Kind)
{
    /// <summary>The answer of <see cref="FaultKind.Reject"/>.</summary>
    public ServiceError? Error { get; init; }

    /// <summary>The body of the answer, if it is not the protocol's: what a proxy or a load balancer would say.</summary>
    public string? RawBody { get; init; }

    /// <summary>The time of <see cref="FaultKind.Delay"/>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What <see cref="FaultKind.BreakLiveTail"/> hands to the session.</summary>
    public LiveTailFault? LiveTail { get; init; }
}
