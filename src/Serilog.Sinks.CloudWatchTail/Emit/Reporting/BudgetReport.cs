using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Announces events refused because of the byte budget, at most once a minute; they are already counted and handed over.
sealed class BudgetReport(EmitSettings settings, EventCosts costs, FailureReporter reporter)
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    readonly Failures _failures = new(settings.LogGroup);
    readonly RateLimiter _limiter = new(settings.TicksOf(Interval));

    // The timestamp at which to announce events that were refused too soon after the last announcement.
    public long NextReport => costs.AnyOverBudget ? _limiter.Next : long.MaxValue;

    public void ReportWhenDue(long now)
    {
        if (costs.AnyOverBudget && now >= _limiter.Next) ReportNow(now);
    }

    public void ReportNow(long now)
    {
        if (!costs.AnyOverBudget) return;
        var (events, costliest) = costs.OverBudget();
        var failure = _failures.OverBudget(events, costs.BytesPerMinuteLimit, costliest);

        // Nothing throws from here on.
        _limiter.Pass(now);
        costs.EndReport(events);
        reporter.Tell(failure);
    }
}
