using System.Collections.Concurrent;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// Sends sealed batches, several at once, and backs off from a failing stream while the others continue. Puts run independently, but their results are
// handled on the loop, which therefore owns all state here.
sealed class Shipper : IDisposable
{
    readonly ICloudWatchLogsClient _client;
    readonly EmitSettings _settings;
    readonly DeliveryTable _streams;
    readonly Outcomes _outcomes;
    readonly Puts _puts;
    readonly StreamCreations _creations;
    readonly CancellationTokenSource _stop = new();

    // Written by the calls, read by the loop.
    readonly ConcurrentQueue<CloudWatchFailure> _notices = new();
    bool _isWithoutCredentials;

    // Used only by the loop: whether the last call was refused a connection, and the stream that was served last.
    bool _isRefused;
    int _next;

    public Shipper(ICloudWatchLogsClient client, EmitSettings settings, DeliveryTable streams, Outcomes outcomes, LoopSignal signal, SinkScope scope)
    {
        _client = client;
        _settings = settings;
        _streams = streams;
        _outcomes = outcomes;
        var provisioner = new StreamProvisioner(client, settings, _notices.Enqueue);
        _puts = new Puts(provisioner.Update, settings, outcomes.Ledger, signal, scope, _stop.Token);
        _creations = new StreamCreations(provisioner, signal, scope, _stop.Token);
    }

    // Whether the last call could not be sent because there are no credentials at all.
    public bool IsWithoutCredentials => Volatile.Read(ref _isWithoutCredentials);

    // Whether nothing listens at the endpoint: the last call was refused a connection, and so were two tries of a stream with a back-off between them.
    public bool IsRefused => _isRefused && IsAtRest && _streams.All.Exists(static s => s.IsRefused);

    // Whether no put is in flight.
    public bool IsAtRest => _puts.Batches.Count == 0;

    // The number of calls sent and not answered yet, setup calls included; any thread may read it.
    public int CallsUnderWay => _puts.UnderWay + _creations.UnderWay;

    // Collects results and sends ready batches. Returns whether more puts could run than there are batches.
    public bool SendReady()
    {
        var now = _settings.Now();
        Collect(now);
        Ship(now);
        return _puts.MayStart || !_streams.AnyToBeSent(now);
    }

    // Handles all results since the last call.
    public void Collect(long now)
    {
        _settings.Loop.AssertOwned();
        while (_notices.TryDequeue(out var notice)) _outcomes.Reporter.Report(notice);
        if (_creations.Any) CollectStreams(now);
        if (!IsAtRest) CollectPuts(now);
    }

    // Starts as many puts as may run, taking the streams in turn.
    public void Ship(long now)
    {
        _settings.Loop.AssertOwned();
        var streams = _streams.All;
        for (var looked = 0; looked < streams.Count && _puts.MayStart; looked++)
        {
            _next = (_next + 1) % streams.Count;
            var stream = streams[_next];
            while (_puts.MayStart && stream.MaySend(now))
            {
                if (stream.Batches.Sealed.Count == 0) stream.Batches.SealDue(now);
                if (stream.Batches.Sealed.First is not { } first) break;
                if (_outcomes.Remaining(first) is { } batch) _puts.Start(batch, stream);
            }
        }
    }

    // Gives up batches that have been tried for too long, and those behind them that are also overdue.
    public void ExpireOverdue(long now)
    {
        foreach (var stream in _streams.All)
        {
            if (!stream.IsFailing) continue;
            stream.Batches.SealExpired(now);
            for (var batch = stream.Batches.Sealed.First; batch is not null;)
            {
                var following = batch.Next;
                if (batch.Deadline <= now) _outcomes.Reject(batch, stream, CloudWatchFailureReason.RetryTimeLimit);
                batch = following;
            }
        }
    }

    // The timestamp at which there is something to do again without a response from the service.
    public long NextWake()
    {
        var next = long.MaxValue;
        foreach (var stream in _streams.All)
        {
            if (stream.IsBeingProvisioned || stream.Batches.IsEmpty) continue;
            if (stream.IsFailing)
            {
                for (var batch = stream.Batches.Sealed.First; batch is not null; batch = batch.Next) next = Math.Min(next, batch.Deadline);
            }

            if (!_puts.MayStart || (stream.InFlight > 0 && stream.SendsOneAtATime)) continue;
            if (stream.Batches.Sealed.Count > 0) next = Math.Min(next, stream.EarliestPut);
            for (var batch = stream.Batches.Open.First; batch is not null; batch = batch.Next) next = Math.Min(next, Math.Max(batch.Due, stream.EarliestPut));
        }

        return next;
    }

    // Whether any batch up to this number is neither delivered nor reported.
    public bool HasOutstandingUpTo(long batchId)
    {
        if (_puts.Batches.AnyUpTo(batchId)) return true;
        foreach (var stream in _streams.All)
        {
            if (stream.Batches.AnyUpTo(batchId)) return true;
        }

        return false;
    }

    // Ends everything at once: cancels puts in flight, and reports unanswered events or leaves them to their source.
    public void Abandon(long now)
    {
        Collect(now);
        _stop.Cancel();
        while (_puts.Batches.First is { } batch)
        {
            // The put may still read the body.
            batch.MarkUnanswered();
            _outcomes.Abandon(batch, _streams.Of(batch.Stream), reuse: false);
        }

        foreach (var stream in _streams.All)
        {
            stream.Batches.SealAll();
            while (stream.Batches.Sealed.First is { } batch) _outcomes.Abandon(batch, stream, reuse: true);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
    }

    void CollectStreams(long now)
    {
        foreach (var stream in _streams.All)
        {
            if (!_creations.TryEnd(stream, out var error)) continue;
            stream.IgnoreUpTo(_puts.Newest);
            Note(error);
            if (error is not null) _outcomes.BackOff(stream, error, error.ErrorClass, now, count: 0);
        }
    }

    void CollectPuts(long now)
    {
        foreach (var call in _puts.Calls)
        {
            if (call.Batch is not { } batch || !call.IsAnswered) continue;
            try
            {
                Handle(call, batch, call.Stream, now);
            }
            finally
            {
                _puts.EndIfHandled(call, batch);
            }
        }
    }

    void Handle(PutCall call, PackedBatch batch, StreamDelivery stream, long now)
    {
        Note(call.Outcome.Error);
        var marks = _outcomes.Ledger.Marks;
        if (call.Outcome.Response is { } response)
        {
            marks.BeginSuccess(_settings.TimeProvider.GetUtcNow(), stream.MarkWorking(call.Number, stored: true) ? stream.Mark : null);
            _outcomes.Acknowledge(batch, response);
            return;
        }

        var error = call.Outcome.ErrorOrUnknown;
        batch.MarkFailed(error);
        if (error.ErrorClass == CloudWatchLogsErrorClass.Throttled) _outcomes.Ledger.AddThrottle();
        switch (error.ErrorClass)
        {
            case CloudWatchLogsErrorClass.Invalid:
                // The service has examined the events, so it is reachable again.
                if (stream.MarkWorking(call.Number, stored: false)) marks.Works(stream.Mark);
                marks.Fail(_settings.TimeProvider.GetUtcNow(), error);
                _outcomes.Bisect(batch, stream, error, now);
                break;

            case var _ when error.IsTooLargeOnTheWay && batch.Count > 1:
                // A proxy's limit, which smaller puts may keep to; the service itself has seen nothing of it.
                _outcomes.Divide(batch, stream, now);
                break;

            case var _ when stream.IsOldNews(call.Number):
                // Several puts that were in flight during the same failure count as one failure.
                SendAgain(batch);
                break;

            case CloudWatchLogsErrorClass.NotFound when _settings.MayCreateLogStream:
                SendAgain(batch);
                stream.IgnoreUpTo(_puts.Newest);
                if (stream.MayProvisionAtOnce()) _creations.Start(stream);
                else _outcomes.BackOff(stream, error, CloudWatchLogsErrorClass.Unavailable, now, batch.Count);
                break;

            default:
                SendAgain(batch);
                stream.IgnoreUpTo(_puts.Newest);
                _outcomes.BackOff(stream, error, error.ErrorClass, now, batch.Count);
                break;
        }
    }

    void Note(CloudWatchLogsException? error)
    {
        Volatile.Write(ref _isWithoutCredentials, error is { HasNoCredentials: true });
        _isRefused = error is { IsConnectionRefused: true };
    }

    void SendAgain(PackedBatch batch)
    {
        _outcomes.Ledger.AddRetry();

        // What may be too large for a proxy must not keep others waiting that are not.
        if (batch.LastError is { IsTooLargeOnTheWay: true }) batch.Stream.Sealed.AddLast(batch);
        else batch.Stream.Sealed.AddFirst(batch);
    }
}
