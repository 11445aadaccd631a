namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Work that a loop does between its own turns.
interface IPeriodicTask
{
    // When it is due next, on the run's clock.
    TimeSpan Due { get; }

    void RunIfDue();
}
