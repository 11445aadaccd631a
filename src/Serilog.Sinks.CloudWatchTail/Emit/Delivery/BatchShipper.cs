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
    readonly StreamProvisioner _provisioner;
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

    // Written by the puts, read by the loop.
    readonly ConcurrentQueue<PackedBatch> _answered = new();
    readonly ConcurrentQueue<(LogStream Stream, CloudWatchLogsException? Error)> _provisioned = new();
    readonly ConcurrentQueue<CloudWatchFailure> _notices = new();

    int _callsUnderWay;
    bool _isWithoutCredentials;

    // The loop's own.
    readonly HashSet<PackedBatch> _inFlight = [];
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
        _provisioner = new StreamProvisioner(client, options, _notices.Enqueue);
    }

    /// <summary>Whether the last call could not be sent for want of any credentials.</summary>
    public bool IsWithoutCredentials => Volatile.Read(ref _isWithoutCredentials);

    public int InFlight => _inFlight.Count;

    /// <summary>Whether as many puts are under way as may be.</summary>
    public bool IsBusy => _inFlight.Count >= _maxConcurrentRequests;

    /// <summary>Calls that were sent and not answered yet, setup calls included; may be read from anywhere.</summary>
    public int CallsUnderWay => Volatile.Read(ref _callsUnderWay);

    /// <summary>Looks at everything that came back since the last time.</summary>
    public void Collect(long now)
    {
        while (_notices.TryDequeue(out var notice)) _outcomes.Report(notice);
        while (_provisioned.TryDequeue(out var result))
        {
            result.Stream.Provisioning = false;
            result.Stream.NewsUpTo = _puts - 1;
            Volatile.Write(ref _isWithoutCredentials, result.Error is { HasNoCredentials: true });
            if (result.Error is null) result.Stream.CutWaitShort();
            else _outcomes.HoldBack(result.Stream, result.Error, now, count: 0);
        }

        while (_answered.TryDequeue(out var batch))
        {
            _inFlight.Remove(batch);
            batch.Stream.InFlight--;
            Handle(batch, now);
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
                stream.Sealed.RemoveFirst();
                if (_outcomes.Remaining(first.Value) is { } batch) Start(batch);
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
            for (var node = stream.Sealed.First; node is not null;)
            {
                var (batch, following) = (node.Value, node.Next);
                if (batch.Deadline <= now)
                {
                    stream.Sealed.Remove(node);
                    _outcomes.GiveUp(batch, CloudWatchFailureKind.Permanent, CloudWatchFailureReason.RetryTimeLimit);
                }

                node = following;
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
                foreach (var batch in stream.Sealed) next = Math.Min(next, batch.Deadline);
                if (stream.InFlight > 0) continue;
            }

            if (!mayStart) continue;
            if (stream.Sealed.Count > 0) next = Math.Min(next, stream.NotBefore);
            foreach (var batch in stream.Open) next = Math.Min(next, Math.Max(batch.Due, stream.NotBefore));
        }

        return next;
    }

    /// <summary>Whether any batch up to this number is neither delivered nor reported.</summary>
    public bool HasOutstandingUpTo(long batchId)
    {
        foreach (var batch in _inFlight)
        {
            if (batch.Id <= batchId) return true;
        }

        foreach (var stream in _router.Streams)
        {
            foreach (var batch in stream.Open)
            {
                if (batch.Id <= batchId) return true;
            }

            foreach (var batch in stream.Sealed)
            {
                if (batch.Id <= batchId) return true;
            }
        }

        return false;
    }

    /// <summary>Ends everything at once: puts under way are cut off, and what has no answer is reported.</summary>
    public void Abandon(long now)
    {
        Collect(now);
        _stop.Cancel();
        foreach (var batch in _inFlight)
        {
            batch.OutcomeUnknown = true;
            _outcomes.GiveUp(batch, CloudWatchFailureKind.Final, CloudWatchFailureReason.ShutdownTimeLimit, reuse: false);
        }

        _inFlight.Clear();
        foreach (var stream in _router.Streams)
        {
            _packer.SealDue(stream, long.MaxValue);
            foreach (var batch in stream.Sealed) _outcomes.GiveUp(batch, CloudWatchFailureKind.Final, CloudWatchFailureReason.ShutdownTimeLimit);
            stream.Sealed.Clear();
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
    }

    void Start(PackedBatch batch)
    {
        _inFlight.Add(batch);
        batch.Stream.InFlight++;
        batch.PutNumber = _puts++;
        Interlocked.Increment(ref _callsUnderWay);
        _ = PutAsync(batch);
    }

    // Expected to be infallible: a batch that never came back would be waited for for ever.
    async Task PutAsync(PackedBatch batch)
    {
        // The turn that starts a put has its own scope, which ends before the put does.
        using var call = _scope.Enter();
        var started = _timeProvider.GetTimestamp();
        try
        {
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

        var duration = _timeProvider.GetElapsedTime(started);
        var (logGroup, errorCode) = (batch.Stream.LogGroup, batch.Outcome.Error?.ErrorCode);
        _answered.Enqueue(batch);
        _signal.Set();
        Interlocked.Decrement(ref _callsUnderWay);

        // Last, since a listener is user code and may throw.
        SinkMetrics.RecordPut(duration, logGroup, errorCode);
    }

    async Task ProvisionAsync(LogStream stream)
    {
        using var call = _scope.Enter();
        CloudWatchLogsException? error;
        try
        {
            error = await _provisioner.TryProvisionAsync(stream.Name, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception ex)
        {
            error = new CloudWatchLogsException(ex.Message, ex, ex.GetType().Name, CloudWatchLogsErrorClass.Unavailable);
        }

        _provisioned.Enqueue((stream, error));
        _signal.Set();
        Interlocked.Decrement(ref _callsUnderWay);
    }

    void Handle(PackedBatch batch, long now)
    {
        var stream = batch.Stream;
        Volatile.Write(ref _isWithoutCredentials, batch.Outcome.Error is { HasNoCredentials: true });
        if (batch.Outcome.Error is not { } error)
        {
            // The success of a put that was under way before the failure says nothing about now.
            if (batch.PutNumber > stream.NewsUpTo) stream.MarkWorking();
            _outcomes.Settle(batch);
            return;
        }

        batch.OutcomeUnknown |= error.OutcomeUnknown;
        if (error.ErrorClass == CloudWatchLogsErrorClass.Throttled) _ledger.AddThrottle();
        switch (error.ErrorClass)
        {
            case CloudWatchLogsErrorClass.Invalid:
                // The service has looked at the events, so it is there again.
                if (batch.PutNumber > stream.NewsUpTo) stream.MarkWorking();
                _outcomes.Divide(batch, error);
                break;

            case var _ when batch.PutNumber <= stream.NewsUpTo:
                // Several puts that were under way at the same failure are one failure.
                SendAgain(batch);
                break;

            case CloudWatchLogsErrorClass.NotFound when _mayProvision:
                SendAgain(batch);
                stream.NewsUpTo = _puts - 1;
                if (stream.ProvisionsInARow++ % 2 == 0) Provision(stream);
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

    void Provision(LogStream stream)
    {
        stream.Provisioning = true;
        Interlocked.Increment(ref _callsUnderWay);
        _ = ProvisionAsync(stream);
    }
}
