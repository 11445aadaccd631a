using Serilog.Sinks.CloudWatchTail.Emit.Batching;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>
/// Reports events that never reached a batch: refused because the queue was full or closing, and counted then; or left in it when time was over. Refusals
/// come together, with their exact number.
/// </summary>
sealed class RefusalReport
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly EventQueue _queue;
    readonly FailureReporter _reporter;
    readonly SinkLedger _ledger;
    readonly TimeProvider _timeProvider;
    readonly string _logGroup;
    readonly int _queueLimit;
    long _next = long.MinValue;
    bool _postponed;

    public RefusalReport(EventQueue queue, FailureReporter reporter, SinkLedger ledger, CloudWatchSinkOptions options)
    {
        _queue = queue;
        _reporter = reporter;
        _ledger = ledger;
        _timeProvider = options.TimeProvider;
        _logGroup = options.LogGroup!;
        _queueLimit = options.QueueLimit;
    }

    /// <summary>The time stamp at which refusals that came too soon after the last report are reported.</summary>
    public long NextReport => _postponed ? _next : long.MaxValue;

    public void ReportWhenDue(long now, bool force = false)
    {
        _reporter.TellUntold();
        _postponed = false;
        if (!_queue.Refused.Any) return;
        if (now < _next && !force)
        {
            _postponed = true;
            return;
        }

        _next = now + _timeProvider.ToTimestampTicks(Interval);
        Report(CloudWatchFailureReason.QueueFull, $"the queue was full (queueLimit {_queueLimit}, or queueLimitBytes)");
        Report(CloudWatchFailureReason.Closed, "the sink is closed");
    }

    /// <summary>
    /// Reports what is left and ends the queue. Callers that go on logging must not keep the loop here for ever: from the queue's end on their events are
    /// reported without it.
    /// </summary>
    public void ReportLast(long stopBy)
    {
        while (_queue.Refused.Any && _timeProvider.GetTimestamp() is var now && now < stopBy) ReportWhenDue(now, force: true);
        _queue.End();
        ReportWhenDue(stopBy, force: true);
    }

    /// <summary>The events of a page that is not packed any more.</summary>
    public void Abandon(CapturedEvents captured, int from)
    {
        var events = captured.ToLogEvents(from, captured.Count);
        long expected = 0;
        for (var i = from; i < captured.Count; i++) expected += CapturedSize.WithBody(captured[i].Head.Bytes);
        var loss = new CloudWatchFailure(
            CloudWatchFailureKind.Final,
            CloudWatchFailureReason.ShutdownTimeLimit,
            $"{events.Length} event(s) for {_logGroup} are lost: they could not be sent within shutdownTimeLimit.",
            events.Length,
            events,
            _logGroup);

        // From here on nothing throws.
        lock (_ledger.Gate)
        {
            _ledger.AddLost(loss.Reason, loss.Count);
            _queue.Leave(events.Length);
        }

        _reporter.Tell(loss);
        _queue.FreeUnpacked(expected);
    }

    void Report(CloudWatchFailureReason reason, string why)
    {
        var (count, kept) = _queue.Refused.Take(reason);
        if (count == 0) return;
        try
        {
            _reporter.Tell(new CloudWatchFailure(
                CloudWatchFailureKind.Permanent,
                reason,
                $"{count} event(s) for {_logGroup} were refused: {why}.",
                count,
                kept,
                _logGroup));
        }
        catch
        {
            _queue.Refused.PutBack(reason, count, kept);
            throw;
        }

        _queue.Refused.EndReport(reason);
    }
}
