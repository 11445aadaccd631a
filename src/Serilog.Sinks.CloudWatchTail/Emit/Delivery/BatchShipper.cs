using System.Collections.Concurrent;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Batching;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>
/// Sends sealed batches, several at once, and holds a failing stream back while the others go on. Puts run on their own; what they bring back is
/// looked at on the loop, so that all state here belongs to it.
/// </summary>
sealed class BatchShipper : IDisposable
{
    readonly ICloudWatchLogsClient _client;
    readonly StreamCreations _creations;
    readonly LogEventPacker _packer;
    readonly OutcomeHandler _outcomes;
    readonly StreamRouter _router;
    readonly SinkLedger _ledger;
    readonly LoopSignal _signal;
    readonly SinkScope _scope;
    readonly TimeProvider _timeProvider;
    readonly bool _mayProvision;
    readonly int _maxConcurrentRequests;
    readonly CancellationTokenSource _stop = new();

    /// <summary>Stands for the outcome of a put that ended without one, for want of memory.</summary>
    static readonly CloudWatchLogsException NoOutcome = new(
        "The put ended without an outcome.", null, "NoOutcome", CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true);

    // Written by the calls, read by the loop. How a put ended is written into its batch, and the creation of a stream into the stream.
    readonly ConcurrentQueue<CloudWatchFailure> _notices = new();

    int _putsUnderWay;
    bool _isWithoutCredentials;

    // The loop's own.
    readonly BatchList _inFlight = new();
    int _next;
    long _puts;

    public BatchShipper(
        ICloudWatchLogsClient client,
        CloudWatchSinkOptions options,
        LogEventPacker packer,
        OutcomeHandler outcomes,
        StreamRouter router,
        SinkLedger ledger,
        LoopSignal signal,
        SinkScope scope)
    {
        _client = client;
        _packer = packer;
        _outcomes = outcomes;
        _router = router;
        _ledger = ledger;
        _signal = signal;
        _scope = scope;
        _timeProvider = options.TimeProvider;
        _mayProvision = options.CreateLogStream;
        _maxConcurrentRequests = options.MaxConcurrentRequests;
        _creations = new StreamCreations(new StreamProvisioner(client, options, _notices.Enqueue), signal, scope, _stop.Token);
    }

    /// <summary>Whether the last call could not be sent for want of any credentials.</summary>
    public bool IsWithoutCredentials => Volatile.Read(ref _isWithoutCredentials);

    public int InFlight => _inFlight.Count;

    /// <summary>Whether as many puts are under way as may be.</summary>
    public bool IsBusy => _inFlight.Count >= _maxConcurrentRequests;

    /// <summary>Calls that were sent and not answered yet, setup calls included; may be read from anywhere.</summary>
    public int CallsUnderWay => Volatile.Read(ref _putsUnderWay) + _creations.UnderWay;

    /// <summary>Looks at everything that came back since the last time.</summary>
    public void Collect(long now)
    {
        while (_notices.TryDequeue(out var notice)) _outcomes.Report(notice);
        if (_creations.Any) CollectStreams(now);
        for (var batch = _inFlight.First; batch is not null;)
        {
            var following = batch.Next;
            if (batch.IsAnswered) Handle(batch, batch.Stream, now);
            batch = following;
        }
    }

    /// <summary>Starts as many puts as may run, taking the streams in turn.</summary>
    public void Ship(long now)
    {
        var streams = _router.Streams;
        for (var looked = 0; looked < streams.Count && _inFlight.Count < _maxConcurrentRequests; looked++)
        {
            _next = (_next + 1) % streams.Count;
            var stream = streams[_next];
            while (_inFlight.Count < _maxConcurrentRequests && stream.MaySend(now))
            {
                if (stream.Sealed.Count == 0) _packer.SealDue(stream, now);
                if (stream.Sealed.First is not { } first) break;
                if (_outcomes.Remaining(first) is { } batch) Start(batch);
            }
        }
    }

    /// <summary>Gives up what has been tried for too long, also where it stands behind what is being tried.</summary>
    public void ExpireOverdue(long now)
    {
        foreach (var stream in _router.Streams)
        {
            if (stream.Retry.Failures == 0) continue;
            _packer.SealExpired(stream, now);
            for (var batch = stream.Sealed.First; batch is not null;)
            {
                var following = batch.Next;
                if (batch.Deadline <= now) _outcomes.GiveUp(batch, CloudWatchFailureKind.Permanent, CloudWatchFailureReason.RetryTimeLimit);
                batch = following;
            }
        }
    }

    /// <summary>The time stamp at which there is something to do again without an answer from the service.</summary>
    public long NextWake()
    {
        var next = long.MaxValue;
        var mayStart = _inFlight.Count < _maxConcurrentRequests;
        foreach (var stream in _router.Streams)
        {
            if (stream.Provisioning || (stream.Open.Count == 0 && stream.Sealed.Count == 0)) continue;
            if (stream.Retry.Failures > 0)
            {
                for (var batch = stream.Sealed.First; batch is not null; batch = batch.Next) next = Math.Min(next, batch.Deadline);
                if (stream.InFlight > 0) continue;
            }

            if (!mayStart) continue;
            if (stream.Sealed.Count > 0) next = Math.Min(next, stream.EarliestPut);
            for (var batch = stream.Open.First; batch is not null; batch = batch.Next) next = Math.Min(next, Math.Max(batch.Due, stream.EarliestPut));
        }

        return next;
    }

    /// <summary>Whether any batch up to this number is neither delivered nor reported.</summary>
    public bool HasOutstandingUpTo(long batchId)
    {
        if (AnyUpTo(_inFlight, batchId)) return true;
        foreach (var stream in _router.Streams)
        {
            if (AnyUpTo(stream.Open, batchId) || AnyUpTo(stream.Sealed, batchId)) return true;
        }

        return false;
    }

    /// <summary>Ends everything at once: puts under way are cut off, and what has no answer is reported.</summary>
    public void Abandon(long now)
    {
        Collect(now);
        _stop.Cancel();
        while (_inFlight.First is { } batch)
        {
            batch.OutcomeUnknown = true;
            _outcomes.GiveUp(batch, CloudWatchFailureKind.Final, CloudWatchFailureReason.ShutdownTimeLimit, reuse: false);
        }

        foreach (var stream in _router.Streams)
        {
            _packer.SealDue(stream, long.MaxValue);
            while (stream.Sealed.First is { } batch) _outcomes.GiveUp(batch, CloudWatchFailureKind.Final, CloudWatchFailureReason.ShutdownTimeLimit);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
    }

    void Start(PackedBatch batch)
    {
        _inFlight.AddLast(batch);
        batch.Stream.InFlight++;
        batch.PutNumber = _puts++;
        batch.Outcome = default;
        batch.IsAnswered = false;
        Interlocked.Increment(ref _putsUnderWay);
        try
        {
            _ = PutAsync(batch);
        }
        catch (OutOfMemoryException)
        {
            // Not even the task could be made. What was to be done at its end is done, or never will be.
            End(batch);
        }
    }

    // Expected to be infallible: a batch that never came back would be waited for for ever.
    async Task PutAsync(PackedBatch batch)
    {
        var started = _timeProvider.GetTimestamp();
        var logGroup = batch.Stream.LogGroup;
        string? errorCode;
        try
        {
            // The turn that starts a put has its own scope, which ends before the put does.
            using var call = _scope.Enter();
            var body = batch.Body;
            _ledger.AddRequest(body.Length);
            var response = await _client.PutLogEventsAsync(new PutLogEventsRequest(batch.Stream.LogGroup, batch.Stream.Name, body), _stop.Token).ConfigureAwait(false);
            batch.Outcome = new DeliveryOutcome(response, null);
        }
        catch (CloudWatchLogsException ex)
        {
            batch.Outcome = new DeliveryOutcome(null, ex);
        }
        catch (Exception ex)
        {
            batch.Outcome = new DeliveryOutcome(null, new CloudWatchLogsException(
                ex.Message, ex, ex.GetType().Name, CloudWatchLogsErrorClass.Unavailable, outcomeUnknown: true));
        }
        finally
        {
            // Taken before the end, since the batch is the loop's from there on; and ended also when there is not memory enough to say how.
            errorCode = batch.Outcome.Accepted ? null : (batch.Outcome.Error ?? NoOutcome).ErrorCode;
            End(batch);
        }

        // Last, since a listener is user code and may throw.
        SinkMetrics.RecordPut(_timeProvider.GetElapsedTime(started), logGroup, errorCode);
    }

    void End(PackedBatch batch)
    {
        if (batch.IsAnswered) return;
        Interlocked.Decrement(ref _putsUnderWay);
        batch.IsAnswered = true;
        _signal.Set();
    }

    void CollectStreams(long now)
    {
        foreach (var stream in _router.Streams)
        {
            if (!_creations.TryEnd(stream, out var error)) continue;
            stream.NewsUpTo = _puts - 1;
            Volatile.Write(ref _isWithoutCredentials, error is { HasNoCredentials: true });
            if (error is not null)
            {
                _outcomes.HoldBack(stream, error, now, count: 0);
                continue;
            }

            stream.Cause = null;
            stream.CutWaitShort();
        }
    }

    static bool AnyUpTo(BatchList batches, long batchId)
    {
        for (var batch = batches.First; batch is not null; batch = batch.Next)
        {
            if (batch.Id <= batchId) return true;
        }

        return false;
    }

    /// <summary>
    /// A batch stays under way until what follows from its answer is done: whatever fails on the way there, the answer is looked at again.
    /// </summary>
    void Handle(PackedBatch batch, LogStream stream, long now)
    {
        try
        {
            HandleAnswer(batch, stream, now);
        }
        finally
        {
            if (batch.List != _inFlight) stream.InFlight--;
        }
    }

    void HandleAnswer(PackedBatch batch, LogStream stream, long now)
    {
        Volatile.Write(ref _isWithoutCredentials, batch.Outcome.Error is { HasNoCredentials: true });
        if (batch.Outcome.Accepted)
        {
            // The success of a put that was under way before the failure says nothing about now.
            if (batch.PutNumber > stream.NewsUpTo) stream.MarkWorking();
            _outcomes.Settle(batch);
            return;
        }

        var error = batch.Outcome.Error ?? NoOutcome;
        batch.OutcomeUnknown |= error.OutcomeUnknown;
        if (error.ErrorClass == CloudWatchLogsErrorClass.Throttled) _ledger.AddThrottle();
        switch (error.ErrorClass)
        {
            case CloudWatchLogsErrorClass.Invalid:
                // The service has looked at the events, so it is there again.
                if (batch.PutNumber > stream.NewsUpTo) stream.MarkWorking();
                _outcomes.Divide(batch, error, now);
                break;

            case var _ when batch.PutNumber <= stream.NewsUpTo:
                // Several puts that were under way at the same failure are one failure.
                SendAgain(batch);
                break;

            case CloudWatchLogsErrorClass.NotFound when _mayProvision:
                SendAgain(batch);
                stream.NewsUpTo = _puts - 1;
                if (stream.ProvisionsInARow++ % 2 == 0) _creations.Start(stream);
                else _outcomes.HoldBack(stream, error, now, batch.Count, CloudWatchLogsErrorClass.Unavailable);
                break;

            default:
                SendAgain(batch);
                stream.NewsUpTo = _puts - 1;
                _outcomes.HoldBack(stream, error, now, batch.Count);
                break;
        }
    }

    void SendAgain(PackedBatch batch)
    {
        _ledger.AddRetry();
        batch.Stream.Sealed.AddFirst(batch);
    }
}
