using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Durable;
using Serilog.Sinks.CloudWatchTail.Emit.Packing;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batching;

/// <summary>
/// The one loop of a sink: takes what callers left, has it packed and sent, and decides when to look again. Everything it calls belongs to it,
/// so that nothing behind the queue needs a lock.
/// </summary>
/// <remarks>
/// The methods that every event passes, here and in the stages behind, are compiled optimised at once: a burst is mostly a process's first
/// seconds, and code that waits to be compiled again lets the queue grow to where collecting it costs more than sending it.
/// </remarks>
sealed class BatchLoop
{
    /// <summary>While events keep coming they are taken this often, not one by one.</summary>
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>After this long without an event the memory of the last burst is given back.</summary>
    static readonly TimeSpan RestBeforeTrim = TimeSpan.FromSeconds(30);

    const long NoStop = long.MinValue;

    /// <summary>Rendered bytes are accounted for in steps of about so many, since that takes the queue's lock.</summary>
    const int BytesPerAccount = 64 * 1024;

    readonly EventQueue _queue;
    readonly StreamRouter _router;
    readonly LogEventPacker _packer;
    readonly BatchShipper _shipper;
    readonly OutcomeHandler _outcomes;
    readonly RefusalReport _refusals;
    readonly BatchPool _pool;
    readonly BacklogPump? _backlog;
    readonly LoopSignal _signal;
    readonly SinkScope _scope;
    readonly TimeProvider _timeProvider;
    readonly ConcurrentQueue<FlushRequest> _flushRequests = new();
    readonly List<FlushRequest> _flushing = [];
    readonly long _bufferingTicks;
    readonly long _pollTicks;
    readonly long _retryTicks;
    readonly long _restTicks;

    CapturedEvents? _page;
    int _position;
    long _packed;
    long _lastTake;
    bool _flushFirst;
    bool _armed;
    bool _urgent;
    long? _restSince;
    long? _stopBy;
    long _stopRequested = NoStop;

    public BatchLoop(
        EventQueue queue, StreamRouter router, LogEventPacker packer, BatchShipper shipper, OutcomeHandler outcomes, RefusalReport refusals, BatchPool pool, LoopSignal signal,
        SinkScope scope, CloudWatchSinkOptions options, BacklogPump? backlog = null)
    {
        _queue = queue;
        _router = router;
        _packer = packer;
        _shipper = shipper;
        _outcomes = outcomes;
        _refusals = refusals;
        _pool = pool;
        _backlog = backlog;
        _signal = signal;
        _scope = scope;
        _timeProvider = options.TimeProvider;
        _bufferingTicks = _timeProvider.ToTimestampTicks(options.BufferingTimeLimit);
        _pollTicks = Math.Min(_timeProvider.ToTimestampTicks(PollInterval), Math.Max(1, _bufferingTicks / 4));
        _retryTicks = _timeProvider.ToTimestampTicks(options.RetryTimeLimit);
        _lastTake = _timeProvider.GetTimestamp();
        _restTicks = _timeProvider.ToTimestampTicks(RestBeforeTrim);
        _flushFirst = options.EagerlyEmitFirstEvent;
    }

    /// <summary>Runs until the sink is closed and nothing waits any more, or the time for that is over.</summary>
    public void Run()
    {
        _scope.Enter();
        while (TryTurnSafely(out var wait)) _signal.Wait(wait);
    }

    /// <summary>Asks for delivery of all that was accepted up to now.</summary>
    public Task FlushAsync()
    {
        var request = new FlushRequest(_queue.Accepted, _backlog?.Mark());
        _flushRequests.Enqueue(request);
        _signal.Set();
        return request.Completion;
    }

    /// <summary>Lets the loop end: once nothing waits, or at the time stamp <paramref name="stopBy"/>. The queue must be closed.</summary>
    public void Stop(long stopBy)
    {
        Interlocked.Exchange(ref _stopRequested, stopBy);
        _signal.Set();
    }

    bool TryTurnSafely(out TimeSpan wait)
    {
        try
        {
            return TryTurn(out wait);
        }
        catch (Exception ex)
        {
            // A turn is expected to be infallible; if it is not, the loop must outlive it, since nobody else would report what waits.
            SafeSelfLog.WriteLine("the batch loop failed and goes on: {0}", ex);
            wait = PollInterval;
            return _stopBy is null || _timeProvider.GetTimestamp() < _stopBy;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool TryTurn(out TimeSpan wait)
    {
        var now = _timeProvider.GetTimestamp();
        wait = default;
        _shipper.Collect(now);
        BeginStop();
        var earliestArrival = _armed ? now : _lastTake;
        var took = TakeAndPack(now);
        if (_backlog?.Turn(earliestArrival + _bufferingTicks, now) == true) (took, _restSince) = (true, null);
        BeginFlushes();
        if (_stopBy is not null || UnderPressure(now)) _router.MarkAllDue();
        _shipper.ExpireOverdue(now);
        if (_stopBy is null || now < _stopBy) _shipper.Ship(now);
        _refusals.ReportWhenDue(now, force: _stopBy is not null);
        _backlog?.Persist();
        CompleteFlushes(now);

        if (_stopBy is { } stopBy)
        {
            if (Waiting > 0 && now < stopBy)
            {
                // Room may have come since it was looked for, from what was given up: nothing else would wake the loop for it.
                var goesOn = _backlog is { HasMore: true } || (_page is not null && _queue.HasRoomForBytes);
                wait = goesOn ? TimeSpan.Zero : Until(Math.Min(_shipper.NextWake(), stopBy));
                return true;
            }

            if (Waiting > 0) Abandon(now);
            _refusals.ReportLast(stopBy);
            foreach (var flush in _flushing) flush.Complete();
            while (_flushRequests.TryDequeue(out var late)) late.Complete();
            return false;
        }

        wait = NextWait(now, took);
        return true;
    }

    long Waiting => _queue.Waiting + (_backlog?.Waiting ?? 0);

    void BeginStop()
    {
        if (_stopBy is not null || Interlocked.Read(ref _stopRequested) is var requested && requested == NoStop) return;
        _stopBy = requested;
        _router.RetryAllNow();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool TakeAndPack(long now)
    {
        var due = (_armed ? now : _lastTake) + _bufferingTicks;
        _armed = false;

        // What comes while this is packed is left for the next turn: there are others to be served.
        var upTo = _queue.Accepted;
        var took = false;
        while (TryTakePage())
        {
            took = true;
            _restSince = null;
            Pack(_page, due, now);
            if (_position < _page.Count) return true;
            _queue.Return(_page);
            _page = null;
            if (_packed >= upTo) break;
        }

        if (!took) return false;
        _lastTake = now;
        if (_urgent || _flushFirst)
        {
            _urgent = _flushFirst = false;
            _router.MarkAllDue();
        }

        return true;
    }

    [MemberNotNullWhen(true, nameof(_page))]
    bool TryTakePage()
    {
        if (_page is not null) return true;
        _page = _queue.Take(out var urgent);
        _urgent |= urgent;
        _position = 0;
        return _page is not null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Pack(CapturedEvents page, long due, long now)
    {
        long bytes = 0;
        var first = _position;
        try
        {
            if (!_queue.HasRoomForBytes) return;
            while (_position < page.Count)
            {
                // Whatever happens, an event that was packed is not packed again.
                bytes += PackOne(page[_position++], due, now);
                if (bytes < BytesPerAccount) continue;
                _queue.AddBytes(bytes);
                bytes = 0;
                if (!_queue.HasRoomForBytes) return;
            }
        }
        finally
        {
            _queue.AddBytes(bytes);
            _packed += _position - first;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    int PackOne(scoped in CapturedEvent logEvent, long due, long now)
    {
        try
        {
            var stream = _router.Route(in logEvent);
            var timestamp = logEvent.Timestamp.ToUnixTimeMilliseconds();
            if (timestamp < 0)
            {
                _outcomes.RefuseAlone(logEvent.ToLogEvent(), "its time is before 1970, which the service does not take");
                return 0;
            }

            // What stood behind a full queue is due long since, but was never tried.
            var deadline = Math.Max(due, now) + _retryTicks;
            var bytes = _packer.Add(stream, in logEvent, timestamp, due, deadline, out var sealedOne);
            if (!sealedOne) return bytes;

            // Puts go out while the rest is still being packed.
            now = _timeProvider.GetTimestamp();
            _shipper.Collect(now);
            _shipper.Ship(now);
            return bytes;
        }
        catch (Exception ex)
        {
            _outcomes.RefuseAlone(logEvent.ToLogEvent(), "it could not be packed", ex);
            return 0;
        }
    }

    /// <summary>Room is short and all that could make some is in batches that still wait for more events.</summary>
    bool UnderPressure(long now) =>
        _shipper.InFlight == 0 && (_page is not null || _queue.AllTakenUnderPressure || _backlog is { IsFull: true }) && !_router.AnyToBeSent(now);

    void BeginFlushes()
    {
        while (_flushRequests.TryDequeue(out var request))
        {
            _flushing.Add(request);

            // Here already: what is asked for may not be packed yet for want of the room that a stream's wait keeps.
            _router.CutWaitsShort();
        }

        foreach (var flush in _flushing)
        {
            if (flush.LastBatchId is not null || _packed < flush.Position || flush.Backlog is { IsRead: false }) continue;
            flush.LastBatchId = _pool.LastId;
            _router.MarkAllDue();
            _router.CutWaitsShort();
        }
    }

    void CompleteFlushes(long now)
    {
        for (var i = _flushing.Count - 1; i >= 0; i--)
        {
            if (_flushing[i].LastBatchId is not { } last || _shipper.HasOutstandingUpTo(last)) continue;
            _refusals.ReportWhenDue(now, force: true);
            _flushing[i].Complete();
            _flushing.RemoveAt(i);
        }
    }

    void Abandon(long now)
    {
        _shipper.Abandon(now);
        while (TryTakePage())
        {
            _refusals.Abandon(_page, _position);
            _page = null;
        }
    }

    TimeSpan NextWait(long now, bool took)
    {
        if (_backlog is { HasMore: true } || (took && _page is null && _queue.IsWorthATurn)) return TimeSpan.Zero;
        var next = Math.Min(_shipper.NextWake(), _refusals.NextReport);
        if (_backlog is not null) next = Math.Min(next, _backlog.NextLook);

        // What has come since this turn looked is the first after a rest, and is not left for the next look.
        if (!took && !_queue.TryArmWakeUp()) return TimeSpan.Zero;
        if (took || _backlog?.TryArmWakeUp() == false)
        {
            next = Math.Min(next, now + _pollTicks);
        }
        else
        {
            _armed = true;
            if (Waiting == 0) next = Math.Min(next, TrimAfterRest(now));
        }

        return Until(next);
    }

    /// <summary>Once at rest for some time, the memory of the last burst goes back; when that will be, or never if it is done.</summary>
    long TrimAfterRest(long now)
    {
        if (_pool.IsEmpty) return long.MaxValue;
        if (_restSince is not { } since) _restSince = since = now;
        if (now - since < _restTicks) return since + _restTicks;
        _restSince = null;
        _pool.Trim();
        _queue.Trim();
        return long.MaxValue;
    }

    /// <summary>From now, and not from when the turn began: a callback may have taken long.</summary>
    TimeSpan Until(long next) =>
        next == long.MaxValue ? Timeout.InfiniteTimeSpan
        : _timeProvider.GetTimestamp() is var now && next <= now ? TimeSpan.Zero
        : _timeProvider.ToTimeSpan(next - now);
}
