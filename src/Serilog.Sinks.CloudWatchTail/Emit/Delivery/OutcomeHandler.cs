using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Batching;
using Serilog.Sinks.CloudWatchTail.Emit.Durable;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>What follows from an answer: events are settled as delivered or reported, a refused batch is divided, a failing stream is held back.</summary>
sealed partial class OutcomeHandler
{
    /// <summary>A failure of the same kind is not announced again, whatever the stream, before this has passed.</summary>
    static readonly TimeSpan AnnouncementInterval = TimeSpan.FromSeconds(10);

    readonly FailureReporter _reporter;
    readonly SinkLedger _ledger;
    readonly EventQueue _queue;
    readonly LogEventPacker _packer;
    readonly BatchPool _pool;
    readonly TimeProvider _timeProvider;
    readonly string _logGroup;
    readonly Backlog? _backlog;
    readonly Dictionary<CloudWatchLogsErrorClass, long> _announced = [];

    public OutcomeHandler(
        FailureReporter reporter, SinkLedger ledger, EventQueue queue, LogEventPacker packer, BatchPool pool, TimeProvider timeProvider, string logGroup,
        Backlog? backlog = null)
    {
        _reporter = reporter;
        _ledger = ledger;
        _queue = queue;
        _packer = packer;
        _pool = pool;
        _timeProvider = timeProvider;
        _logGroup = logGroup;
        _backlog = backlog;
    }

    public void Report(CloudWatchFailure failure) => _reporter.Report(failure);

    /// <summary>An accepted put: all is delivered but for the ranges that the answer rejects.</summary>
    public void Settle(PackedBatch batch)
    {
        if (batch.Outcome.Response is { HasRejectedEvents: true } response) ReportRejected(batch, RejectedRanges.From(response, batch.Count));
        else AddDelivered(batch, 0, batch.Count);
        Release(batch);
    }

    /// <summary>What is still to be sent of a batch: events may have gone from the disk while it waited. None if all of them have.</summary>
    public PackedBatch? Remaining(PackedBatch batch)
    {
        if (!batch.IsOfBuffer || _backlog!.CountOpen(batch, 0, batch.Count) == batch.Count) return batch;
        var rest = _packer.Remaining(batch, _backlog.IsOpen);
        _backlog.Leave(batch);
        Recycle(batch);
        if (rest.Count > 0) return _backlog.Enter(rest);
        Recycle(rest);
        return null;
    }

    /// <summary>
    /// The service refused the put for what is in it, and would again. An event over a limit that the service names is shortened; otherwise the
    /// batch is divided until the events it refuses stand alone.
    /// </summary>
    public void Divide(PackedBatch batch, CloudWatchLogsException error)
    {
        if (TryReadEventSizeLimit(error, out var limit) && batch.AnyMessageOver(limit))
        {
            _packer.EventSizeLimitBytes = Math.Min(_packer.EventSizeLimitBytes, limit);
            var shorter = _packer.Shorten(batch);
            ReleaseBytes(batch, batch.MessageBytes - shorter.MessageBytes);
            var (stream, sizeBefore) = (batch.Stream, batch.SizeBytes);
            Recycle(batch);
            batch = shorter;
            if (shorter.SizeBytes < sizeBefore)
            {
                stream.Sealed.AddFirst(shorter);
                _ledger.AddRetry();
                return;
            }
        }

        if (batch.Count == 1)
        {
            GiveUp(batch, CloudWatchFailureKind.Permanent, CloudWatchFailureReason.Invalid, error);
            return;
        }

        batch.Bisect ??= new BisectBudget();
        if (!batch.Bisect.TrySpend(2))
        {
            GiveUp(batch, CloudWatchFailureKind.Permanent, CloudWatchFailureReason.Invalid, error);
            return;
        }

        var half = batch.Count / 2;
        batch.Stream.Sealed.AddFirst(_packer.Part(batch, half, batch.Count - half));
        batch.Stream.Sealed.AddFirst(_packer.Part(batch, 0, half));
        _ledger.AddRetry();
        Recycle(batch);
    }

    /// <summary>Reports all events of a batch as lost.</summary>
    /// <param name="reuse">Whether nothing reads the batch's body any more.</param>
    public void GiveUp(PackedBatch batch, CloudWatchFailureKind kind, CloudWatchFailureReason reason, CloudWatchLogsException? error = null, bool reuse = true)
    {
        if (batch.IsOfBuffer && kind == CloudWatchFailureKind.Final)
        {
            // It stays on the disk, for the next process.
            _backlog!.Leave(batch);
            if (reuse) Recycle(batch);
            return;
        }

        error ??= batch.Outcome.Error;
        var events = EventsOf(batch, 0, batch.Count, reason);
        var fate = batch.OutcomeUnknown ? "were sent and never answered for, and may be stored" : "are lost";
        var why = reason switch
        {
            CloudWatchFailureReason.Invalid => "the service refuses them as invalid",
            CloudWatchFailureReason.RetryTimeLimit => "they could not be delivered within retryTimeLimit",
            _ => "they could not be delivered within shutdownTimeLimit",
        };
        _reporter.Report(new CloudWatchFailure(
            kind,
            reason,
            $"{events.Length} event(s) for {_logGroup}, stream {batch.Stream.Name}, {fate}: {why}.",
            events.Length,
            events,
            _logGroup,
            batch.Stream.Name,
            batch.OutcomeUnknown,
            error));
        if (reuse) Release(batch);
        else _queue.Release(batch.Count, batch.MessageBytes);
    }

    /// <summary>An event that cannot be put into any batch.</summary>
    public void RefuseAlone(LogEvent logEvent, string why, Exception? exception = null)
    {
        _reporter.Report(new CloudWatchFailure(
            CloudWatchFailureKind.Permanent,
            CloudWatchFailureReason.Invalid,
            $"1 event for {_logGroup} is lost: {why}.",
            1,
            [logEvent],
            _logGroup,
            exception: exception));
        _queue.Release(1, 0);
    }

    /// <summary>Lets a stream wait after a failure; says so when the failure is new.</summary>
    public void HoldBack(LogStream stream, CloudWatchLogsException error, long now, int count, CloudWatchLogsErrorClass? asClass = null)
    {
        var delay = stream.Retry.NextDelay(asClass ?? error.ErrorClass);
        stream.NotBefore = now + _timeProvider.ToTimestampTicks(delay);

        // A stream that does not exist and may not be created fails in two ways by turns: that is one failure.
        if (stream.Announced == error.ErrorClass || (stream.Announced is not null && error.ErrorClass == CloudWatchLogsErrorClass.NotFound)) return;
        stream.Announced = error.ErrorClass;
        if (_announced.TryGetValue(error.ErrorClass, out var last) && _timeProvider.GetElapsedTime(last, now) < AnnouncementInterval) return;
        _announced[error.ErrorClass] = now;
        _reporter.Report(new CloudWatchFailure(
            CloudWatchFailureKind.Temporary,
            ReasonOf(error.ErrorClass),
            $"Delivery to {_logGroup}, stream {stream.Name}, failed with {error.ErrorCode} and is tried again; nothing is lost so far.",
            count,
            logGroup: _logGroup,
            logStream: stream.Name,
            outcomeUnknown: error.OutcomeUnknown,
            exception: error));
    }

    static CloudWatchFailureReason ReasonOf(CloudWatchLogsErrorClass errorClass) => errorClass switch
    {
        CloudWatchLogsErrorClass.Throttled => CloudWatchFailureReason.Throttled,
        CloudWatchLogsErrorClass.Denied => CloudWatchFailureReason.Denied,
        CloudWatchLogsErrorClass.NotFound => CloudWatchFailureReason.NotFound,
        CloudWatchLogsErrorClass.Invalid => CloudWatchFailureReason.Invalid,
        _ => CloudWatchFailureReason.Unavailable,
    };

    // The text is the only place where the service says what an event may measure in this account and region.
    [GeneratedRegex("Log event too large: [0-9]+ bytes exceeds limit of ([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex EventTooLarge();

    /// <summary>Whether a refusal names the size that an event may have, and how many bytes of message that leaves.</summary>
    public static bool TryReadEventSizeLimit(CloudWatchLogsException error, out int messageBytes)
    {
        messageBytes = 0;
        var match = EventTooLarge().Match(error.Message);
        if (!match.Success || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)) return false;
        messageBytes = limit - PutLogEventsLimits.BytesPerEvent;
        return messageBytes >= SinkOptionsValidator.SmallestEventSizeLimitBytes;
    }

    void ReportRejected(PackedBatch batch, RejectedRanges rejected)
    {
        // Before anybody is called, who may take his time: what is counted as delivered must not go from the disk as lost meanwhile.
        AddDelivered(batch, rejected.ExpiredEnd, rejected.TooNewStart);
        foreach (var (reason, from, to) in rejected.Runs())
        {
            var events = EventsOf(batch, from, to, reason);
            var count = events.Length;
            if (count == 0) continue;
            var rule = reason switch
            {
                CloudWatchFailureReason.TooOld => "they are more than 14 days old",
                CloudWatchFailureReason.Expired => "they are older than the log group's retention",
                _ => "they are more than 2 hours in the future",
            };
            _reporter.Report(new CloudWatchFailure(
                CloudWatchFailureKind.Permanent,
                reason,
                $"{count} event(s) for {_logGroup}, stream {batch.Stream.Name}, are lost: the service rejected them because {rule}.",
                count,
                events,
                _logGroup,
                batch.Stream.Name));
        }
    }

    void AddDelivered(PackedBatch batch, int from, int to) => _ledger.AddDelivered(batch.IsOfBuffer ? _backlog!.Settle(batch, from, to) : to - from);

    LogEvent[] EventsOf(PackedBatch batch, int from, int to, CloudWatchFailureReason reason) =>
        batch.IsOfBuffer ? _backlog!.Bury(batch, from, to, reason) : batch.ToLogEvents(from, to);

    void Release(PackedBatch batch)
    {
        if (batch.IsOfBuffer) _backlog!.Leave(batch);
        else _queue.Release(batch.Count, batch.MessageBytes);
        _pool.Return(batch);
    }

    void ReleaseBytes(PackedBatch batch, long bytes)
    {
        if (batch.IsOfBuffer) _backlog!.ReleaseBytes(bytes);
        else _queue.Release(0, bytes);
    }

    // The parts stand for the events of the whole, which wait as before.
    void Recycle(PackedBatch batch) => _pool.Return(batch);
}
