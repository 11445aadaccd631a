using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Costs;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>Announces the events that the budget of bytes had no room for, at most once a minute: they are counted and handed over already.</summary>
sealed class BudgetReport(EmitSettings settings, EventCosts costs, FailureReporter reporter)
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    readonly Failures _failures = new(settings.LogGroup);
    readonly RateLimiter _limiter = new(settings.TicksOf(Interval));

    /// <summary>The time stamp at which events are announced that were refused too soon after the last announcement.</summary>
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

        // From here on nothing throws.
        _limiter.Pass(now);
        costs.EndReport(events);
        reporter.Tell(failure);
    }
}
