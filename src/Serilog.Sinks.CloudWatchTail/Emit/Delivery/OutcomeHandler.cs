using System.Globalization;
using System.Runtime.InteropServices;
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
        if (batch.Outcome.Response is { HasRejectedEvents: true } response)
        {
            SettleRejected(batch, RejectedRanges.From(response, batch.Count));
            return;
        }

        CountDelivered(batch, 0, batch.Count);
        Free(batch);
    }

    /// <summary>What is still to be sent of a batch that is to be sent next: events may have gone from the disk while it waited. None if all of them have.</summary>
    public PackedBatch? Remaining(PackedBatch batch)
    {
        if (!batch.IsOfBuffer || _backlog!.CountOpen(batch, 0, batch.Count) == batch.Count) return batch;
        var rest = _packer.Remaining(batch, _backlog.IsOpen);
        if (rest.Count > 0) batch.Stream.Sealed.AddFirst(rest);
        _backlog.Leave(batch);
        _pool.Return(batch);
        if (rest.Count > 0) return _backlog.Enter(rest);
        _pool.Return(rest);
        return null;
    }

    /// <summary>
    /// The service refused the put for what is in it, and would again. An event over a limit that the service names is shortened; otherwise the
    /// batch is divided until the events it refuses stand alone, however many they are: all others are delivered.
    /// </summary>
    public void Divide(PackedBatch batch, CloudWatchLogsException error, long now)
    {
        if (TryReadEventSizeLimit(error, out var limit) && batch.AnyMessageOver(limit))
        {
            _packer.EventSizeLimitBytes = Math.Min(_packer.EventSizeLimitBytes, limit);
            var shorter = _packer.Shorten(batch);
            if (shorter.SizeBytes < batch.SizeBytes)
            {
                batch.Stream.Sealed.AddFirst(shorter);
                Replace(batch, shorter.MessageBytes, shorter.KeptBytes);
                _ledger.AddRetry();
                return;
            }

            _pool.Return(shorter);
        }

        if (batch.Count == 1)
        {
            GiveUp(batch, CloudWatchFailureKind.Permanent, CloudWatchFailureReason.Invalid, error);
            return;
        }

        var pace = batch.Bisect ??= new BisectPace();
        var half = batch.Count / 2;
        var (first, second) = (_packer.Part(batch, 0, half), _packer.Part(batch, half, batch.Count - half));

        // From here on nothing throws.
        var stream = batch.Stream;
        pace.CountDivision();
        if (pace.IsSlow)
        {
            stream.Sealed.AddLast(first);
            stream.Sealed.AddLast(second);
            stream.PacedUntil = now + _timeProvider.ToTimestampTicks(BisectPace.Interval);
        }
        else
        {
            stream.Sealed.AddFirst(second);
            stream.Sealed.AddFirst(first);
        }

        _ledger.AddRetry();

        // The parts stand for the events of the whole, which wait as before.
        Replace(batch, first.MessageBytes + second.MessageBytes, first.KeptBytes + second.KeptBytes);
    }

    /// <summary>Reports all events of a batch as lost.</summary>
    /// <param name="reuse">Whether nothing reads the batch's body any more.</param>
    public void GiveUp(PackedBatch batch, CloudWatchFailureKind kind, CloudWatchFailureReason reason, CloudWatchLogsException? error = null, bool reuse = true)
    {
        if (batch.IsOfBuffer && kind == CloudWatchFailureKind.Final)
        {
            // It stays on the disk, for the next process.
            Free(batch, reuse);
            return;
        }

        error ??= CauseOf(batch);
        var why = reason switch
        {
            CloudWatchFailureReason.Invalid => "the service refuses them as invalid",
            CloudWatchFailureReason.RetryTimeLimit => "they could not be delivered within retryTimeLimit",
            _ => "they could not be delivered within shutdownTimeLimit",
        };
        var loss = LossOf(batch, 0, batch.Count, kind, reason, why, error);
        CountLost(batch, 0, batch.Count, ref loss);
        batch.List?.Remove(batch);
        if (loss.Failure.Count > 0) _reporter.Tell(loss.Failure);
        Free(batch, reuse);
    }

    /// <summary>The report of an event that cannot be put into any batch.</summary>
    public CloudWatchFailure LossOf(LogEvent? logEvent, string why, Exception? exception) => new(
        CloudWatchFailureKind.Permanent,
        CloudWatchFailureReason.Invalid,
        $"1 event for {_logGroup} is lost: {why}.",
        1,
        logEvent is null ? [] : [logEvent],
        _logGroup,
        exception: exception);

    /// <summary>An event of the queue is lost that was in no batch. <see cref="Tell"/> follows.</summary>
    public void CountLost(CloudWatchFailure loss)
    {
        lock (_ledger.Gate)
        {
            _ledger.AddLost(loss.Reason, loss.Count);
            _queue.Leave((int)loss.Count);
        }
    }

    /// <summary>Tells of events of the queue that were in no batch.</summary>
    /// <param name="expectedBytes">What they were let in with.</param>
    public void Tell(CloudWatchFailure loss, long expectedBytes)
    {
        _reporter.Tell(loss);
        _queue.FreeUnpacked(expectedBytes);
    }

    /// <summary>Lets a stream wait after a failure; says so when the failure is new.</summary>
    public void HoldBack(LogStream stream, CloudWatchLogsException error, long now, int count, CloudWatchLogsErrorClass? asClass = null)
    {
        var delay = stream.Retry.NextDelay(asClass ?? error.ErrorClass);
        stream.NotBefore = now + _timeProvider.ToTimestampTicks(delay);
        if (error.ErrorClass != CloudWatchLogsErrorClass.NotFound || stream.Cause is null) stream.Cause = error;

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

    // That the stream is missing is no cause where it could not be created: what kept it from being created is.
    static CloudWatchLogsException? CauseOf(PackedBatch batch) =>
        batch.Outcome.Error is { ErrorClass: not CloudWatchLogsErrorClass.NotFound } own ? own : batch.Stream.Cause ?? batch.Outcome.Error;

    void SettleRejected(PackedBatch batch, RejectedRanges rejected)
    {
        var losses = new List<Loss>();
        foreach (var (reason, from, to) in rejected.Runs())
        {
            var rule = reason switch
            {
                CloudWatchFailureReason.TooOld => "they are more than 14 days old",
                CloudWatchFailureReason.Expired => "they are older than the log group's retention",
                _ => "they are more than 2 hours in the future",
            };
            losses.Add(LossOf(batch, from, to, CloudWatchFailureKind.Permanent, reason, $"the service rejected them because {rule}", null));
        }

        // All is counted before a callback is called, which may take long.
        CountDelivered(batch, rejected.ExpiredEnd, rejected.TooNewStart);
        foreach (ref var loss in CollectionsMarshal.AsSpan(losses)) CountLost(batch, loss.From, loss.To, ref loss);
        batch.List?.Remove(batch);
        foreach (var loss in losses)
        {
            if (loss.Failure.Count > 0) _reporter.Tell(loss.Failure);
        }

        Free(batch);
    }

    Loss LossOf(
        PackedBatch batch, int from, int to, CloudWatchFailureKind kind, CloudWatchFailureReason reason, string why, CloudWatchLogsException? error)
    {
        var events = batch.IsOfBuffer ? Backlog.Read(batch, from, to) : batch.ToLogEvents(from, to);
        return new Loss(from, to, events, FailureOf(batch, events, kind, reason, why, error), why);
    }

    CloudWatchFailure FailureOf(
        PackedBatch batch, IReadOnlyCollection<LogEvent> events, CloudWatchFailureKind kind, CloudWatchFailureReason reason, string why, Exception? error)
    {
        var fate = batch.OutcomeUnknown ? "were sent and never answered for, and may be stored" : "are lost";
        return new CloudWatchFailure(
            kind,
            reason,
            $"{events.Count} event(s) for {_logGroup}, stream {batch.Stream.Name}, {fate}: {why}.",
            events.Count,
            events,
            _logGroup,
            batch.Stream.Name,
            batch.OutcomeUnknown,
            error);
    }

    void CountDelivered(PackedBatch batch, int from, int to)
    {
        if (batch.IsOfBuffer)
        {
            _ledger.AddDelivered(_backlog!.Settle(batch, from, to), onDisk: true);
            return;
        }

        lock (_ledger.Gate)
        {
            _ledger.AddDelivered(to - from);
            _queue.Leave(to - from);
        }
    }

    void CountLost(PackedBatch batch, int from, int to, ref Loss loss)
    {
        if (!batch.IsOfBuffer)
        {
            lock (_ledger.Gate)
            {
                _ledger.AddLost(loss.Failure.Reason, to - from);
                _queue.Leave(to - from);
            }

            return;
        }

        // Some may have gone from the disk since they were read, and are reported as gone.
        var gone = _backlog!.Bury(batch, from, to, loss.Events);
        _ledger.AddLost(loss.Failure.Reason, to - from - gone, onDisk: true);
        _backlog.WriteLetters(batch, from, loss.Failure.Reason, loss.Events);
        if (gone == 0) return;
        var buried = Array.FindAll(loss.Events, e => e is not null);
        loss = loss with { Failure = FailureOf(batch, buried!, loss.Failure.Kind, loss.Failure.Reason, loss.Why, loss.Failure.Exception) };
    }

    /// <summary>Nothing keeps the batch's events any more.</summary>
    void Free(PackedBatch batch, bool reuse = true)
    {
        if (batch.IsOfBuffer) _backlog!.Leave(batch);
        else _queue.FreePacked(batch.KeptBytes);
        if (reuse) _pool.Return(batch);
        else batch.List?.Remove(batch);
    }

    /// <summary>Others stand for the batch now.</summary>
    void Replace(PackedBatch batch, long messageBytes, long keptBytes)
    {
        if (batch.IsOfBuffer) _backlog!.ReleaseBytes(batch.MessageBytes - messageBytes);
        else _queue.FreePacked(batch.KeptBytes - keptBytes);
        _pool.Return(batch);
    }

    /// <summary>A run of a batch's events that are lost, and their report, made before they are counted.</summary>
    readonly record struct Loss(int From, int To, LogEvent?[] Events, CloudWatchFailure Failure, string Why);
}
