namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// Periodic work that a loop runs between its turns.
interface IPeriodicTask
{
    // When the next run is due, on the run's clock.
    TimeSpan Due { get; }

    void RunIfDue();
}
