using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Batching;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>Reports events that never reached a batch: refused because the queue was full, or left in it when time was over. Refusals come together, with their exact number.</summary>
sealed class RefusalReport
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly EventQueue _queue;
    readonly FailureReporter _reporter;
    readonly TimeProvider _timeProvider;
    readonly string _logGroup;
    readonly int _queueLimit;
    long _next = long.MinValue;
    bool _postponed;

    public RefusalReport(EventQueue queue, FailureReporter reporter, CloudWatchSinkOptions options)
    {
        _queue = queue;
        _reporter = reporter;
        _timeProvider = options.TimeProvider;
        _logGroup = options.LogGroup!;
        _queueLimit = options.QueueLimit;
    }

    /// <summary>The time stamp at which refusals that came too soon after the last report are reported.</summary>
    public long NextReport => _postponed ? _next : long.MaxValue;

    public void ReportWhenDue(long now, bool force = false)
    {
        _postponed = false;
        if (!_queue.HasRefused) return;
        if (now < _next && !force)
        {
            _postponed = true;
            return;
        }

        _next = now + _timeProvider.ToTimestampTicks(Interval);
        Report(CloudWatchFailureReason.QueueFull, _queue.TakeRefused(), $"the queue was full (queueLimit {_queueLimit}, or queueLimitBytes)");
        Report(CloudWatchFailureReason.Closed, _queue.TakeLate(), "the sink is closed");
    }

    /// <summary>
    /// Reports what is left and ends the queue. Whoever goes on logging must not keep the loop here for ever: from the queue's end on they report
    /// for themselves.
    /// </summary>
    public void ReportLast(long stopBy)
    {
        while (_queue.HasRefused && _timeProvider.GetTimestamp() is var now && now < stopBy) ReportWhenDue(now, force: true);
        _queue.End();
        ReportWhenDue(stopBy, force: true);
    }

    public void Abandon(CapturedEvents captured, int from)
    {
        var events = captured.ToLogEvents(from, captured.Count);
        _reporter.Report(new CloudWatchFailure(
            CloudWatchFailureKind.Final,
            CloudWatchFailureReason.ShutdownTimeLimit,
            $"{events.Length} event(s) for {_logGroup} are lost: they could not be sent within shutdownTimeLimit.",
            events.Length,
            events,
            _logGroup));
        _queue.Release(events.Length, 0);
    }

    void Report(CloudWatchFailureReason reason, (long Count, IReadOnlyList<LogEvent> Kept) refused, string why)
    {
        if (refused.Count == 0) return;
        _reporter.Report(new CloudWatchFailure(
            CloudWatchFailureKind.Permanent,
            reason,
            $"{refused.Count} event(s) for {_logGroup} were refused: {why}.",
            refused.Count,
            refused.Kept,
            _logGroup));
    }
}
