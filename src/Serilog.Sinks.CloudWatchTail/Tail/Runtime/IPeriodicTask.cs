namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

/// <summary>Work that a loop does between its own turns.</summary>
interface IPeriodicTask
{
    /// <summary>When it is due next, on the run's clock.</summary>
    TimeSpan Due { get; }

    void RunIfDue();
}
