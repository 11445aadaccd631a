namespace Serilog.Sinks.CloudWatchTail.Tests.Emit;

/// <summary>What the sink of an <see cref="AllocationFaultScenario"/> has to do.</summary>
[Flags]
public enum AllocationFaultKind
{
    /// <summary>Few events, in memory.</summary>
    Plain = 0,

    /// <summary>Durable mode.</summary>
    Durable = 1,

    /// <summary>Details are held, and there is a budget of bytes.</summary>
    Costs = 2,

    /// <summary>So many events that batches have places on the queue's pages.</summary>
    Pages = 4,
}
