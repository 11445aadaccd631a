using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>Reports events that were not let in, and are counted already: together, with their exact number, at most once in an interval.</summary>
sealed class RefusalReport(EmitSettings settings, Refusals refused, FailureReporter reporter, BudgetReport budget)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly Failures _failures = new(settings.LogGroup);
    readonly RateLimiter _limiter = new(settings.TicksOf(Interval));
    bool _postponed;

    /// <summary>The time stamp at which refusals that came too soon after the last report are reported.</summary>
    public long NextReport => Math.Min(_postponed ? _limiter.Next : long.MaxValue, budget.NextReport);

    /// <summary>Reports what is there, unless the last report was a moment ago.</summary>
    public void ReportWhenDue(long now)
    {
        reporter.TellUntold();
        _postponed = refused.Any && now < _limiter.Next;
        if (refused.Any && !_postponed) Report(now);
        budget.ReportWhenDue(now);
    }

    /// <summary>Reports what is there.</summary>
    public void ReportNow(long now)
    {
        reporter.TellUntold();
        _postponed = false;
        if (refused.Any) Report(now);
    }

    /// <summary>Reports what is there until nothing comes any more, or time is over: callers that go on logging must not keep the loop here for ever.</summary>
    public void ReportUntil(long end)
    {
        while (refused.Any && settings.Now() is var now && now < end) ReportNow(now);
    }

    /// <summary>The end: reports also what would be reported a minute after the last time.</summary>
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
