using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// Events that the budget has no room for, until they are handed to the fallback sinks and to Serilog's failure listener.
sealed class OverBudgetEvents(EventCosts costs, FailureReporter reporter, Failures failures)
{
    // Events are handed over in steps of this many.
    const int AtOnce = 1_000;

    readonly List<LogEvent> _events = [];

    // Adds an event. Throws before anything is counted.
    public void Add(scoped in CapturedEvent captured, int messageBytes)
    {
        if (_events.Count >= AtOnce) HandOver();
        if (reporter.HandsEventsOn) _events.Add(captured.ToLogEvent());

        // From here on nothing throws.
        costs.CountOverBudget(captured.Template, messageBytes);
    }

    // Hands over all events.
    public void HandOver()
    {
        if (_events.Count == 0) return;
        var refused = failures.OverBudget([.. _events], costs.BytesPerMinuteLimit);

        // From here on nothing throws.
        _events.Clear();
        reporter.Tell(refused);
    }
}
