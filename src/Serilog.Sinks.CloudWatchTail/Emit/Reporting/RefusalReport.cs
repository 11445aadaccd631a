using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// Reports refused events, which are already counted: together, with their exact number, at most once in an interval.
sealed class RefusalReport(EmitSettings settings, Refusals refused, FailureReporter reporter, BudgetReport budget)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly Failures _failures = new(settings.LogGroup);
    readonly RateLimiter _limiter = new(settings.TicksOf(Interval));
    bool _postponed;

    // The timestamp at which to report refusals that came too soon after the last report.
    public long NextReport => Math.Min(_postponed ? _limiter.Next : long.MaxValue, budget.NextReport);

    // Reports refusals unless the last report was a moment ago.
    public void ReportWhenDue(long now)
    {
        reporter.TellUntold();
        _postponed = refused.Any && now < _limiter.Next;
        if (refused.Any && !_postponed) Report(now);
        budget.ReportWhenDue(now);
    }

    // Reports the refusals so far.
    public void ReportNow(long now)
    {
        reporter.TellUntold();
        _postponed = false;
        if (refused.Any) Report(now);
    }

    // Reports refusals until there are no more or the time is over: callers that keep logging must not hold the loop forever.
    public void ReportUntil(long end)
    {
        while (refused.Any && settings.Now() is var now && now < end) ReportNow(now);
    }

    // At the end, also reports what would otherwise wait for the minute after the last announcement.
    public void ReportLast(long now)
    {
        ReportNow(now);
        budget.ReportNow(now);
    }

    void Report(long now)
    {
        _limiter.Pass(now);
        Report(CloudWatchFailureReason.QueueFull);
        Report(CloudWatchFailureReason.Closed);
    }

    void Report(CloudWatchFailureReason reason)
    {
        var (count, kept) = refused.Take(reason);
        if (count == 0) return;
        try
        {
            reporter.Tell(reason == CloudWatchFailureReason.QueueFull ? _failures.QueueFull(count, kept, settings.QueueLimit) : _failures.Closed(count, kept));
        }
        catch
        {
            refused.PutBack(reason, count, kept);
            throw;
        }

        refused.EndReport(reason);
    }
}
