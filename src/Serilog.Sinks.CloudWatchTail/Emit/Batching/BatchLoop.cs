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

    /// <summary>When time is over and a turn fails, so many more are tried to report what waits.</summary>
    const int MostLastTurns = 100;

    readonly EventQueue _queue;
    readonly QueuePump _pump;
    readonly StreamRouter _router;
    readonly BatchShipper _shipper;
    readonly RefusalReport _refusals;
    readonly BatchPool _pool;
    readonly BacklogPump? _backlog;
    readonly LoopSignal _signal;
    readonly SinkScope _scope;
    readonly TimeProvider _timeProvider;
    readonly FlushRequests _flushes;
    readonly long _bufferingTicks;
    readonly long _pollTicks;
    readonly long _restTicks;
    readonly bool _handsOver;

    int _lastTurns;
    long _lastTake;
    bool _flushFirst;
    bool _armed;
    long? _restSince;
    ShutdownPlan? _stop;
    StrongBox<ShutdownPlan>? _stopRequested;

    public BatchLoop(
        EventQueue queue, QueuePump pump, StreamRouter router, BatchShipper shipper, RefusalReport refusals, BatchPool pool, LoopSignal signal, SinkScope scope,
        CloudWatchSinkOptions options, BacklogPump? backlog = null)
    {
        _queue = queue;
        _pump = pump;
        _router = router;
        _shipper = shipper;
        _refusals = refusals;
        _pool = pool;
        _backlog = backlog;
        _signal = signal;
        _scope = scope;
        _timeProvider = options.TimeProvider;
        _bufferingTicks = _timeProvider.ToTimestampTicks(options.BufferingTimeLimit);
        _pollTicks = Math.Min(_timeProvider.ToTimestampTicks(PollInterval), Math.Max(1, _bufferingTicks / 4));
        _lastTake = _timeProvider.GetTimestamp();
        _flushes = new FlushRequests(router, shipper, refusals, pool);
        _handsOver = options.Fallback is not null || options.OnFailure is not null;
        _restTicks = _timeProvider.ToTimestampTicks(RestBeforeTrim);
        _flushFirst = options.EagerlyEmitFirstEvent;
    }

    /// <summary>Runs until the sink is closed and nothing waits any more, or the time for that is over.</summary>
    public void Run()
    {
        try
        {
            while (TryTurnInScope(out var wait)) _signal.Wait(wait);
        }
        finally
        {
            _flushes.End();
        }
    }

    /// <summary>Asks for delivery of all that was accepted up to now.</summary>
    public void Flush(FlushWait wait)
    {
        _flushes.Add(new FlushRequest(wait, _queue.Accepted, _backlog?.Mark()));
        _signal.Set();
    }

    /// <summary>Lets the loop end: once nothing waits, or when the plan says so. The queue must be closed.</summary>
    public void Stop(ShutdownPlan plan)
    {
        Volatile.Write(ref _stopRequested, new StrongBox<ShutdownPlan>(plan));
        _signal.Set();
    }

    // A scope for each turn, so that what a formatter or a value starts is free of it soon.
    bool TryTurnInScope(out TimeSpan wait)
    {
        using (_scope.Enter()) return TryTurnSafely(out wait);
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
            if (_stop is not { } stop || _timeProvider.GetTimestamp() < stop.StopBy) return true;

            // What is left is still to be reported, and a turn does no more than that now.
            wait = TimeSpan.Zero;
            if (++_lastTurns < MostLastTurns) return true;
            _queue.End();
            return false;
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
        var took = Take(now);
        if (_backlog?.Turn(earliestArrival + _bufferingTicks, now) == true) (took, _restSince) = (true, null);
        _flushes.Begin(_pump.Packed);
        if (_stop is not null || UnderPressure(now)) _router.MarkAllDue();
        _shipper.ExpireOverdue(now);
        if (_stop is null || MaySendUntil(_stop.Value) > now) _shipper.Ship(now);
        _refusals.ReportWhenDue(now, force: _stop is not null);
        _backlog?.Persist();
        _flushes.Complete(now);

        if (_stop is { } stop)
        {
            var sendUntil = MaySendUntil(stop);
            if (Waiting > 0 && now < sendUntil)
            {
                // Room may have come since it was looked for, from what was given up: nothing else would wake the loop for it.
                var goesOn = _backlog is { HasMore: true } || _pump.CanGoOn;
                wait = goesOn ? TimeSpan.Zero : Until(Math.Min(_shipper.NextWake(), sendUntil));
                return true;
            }

            if (Waiting > 0) Abandon(now);
            _refusals.ReportLast(stop.StopBy);
            return false;
        }

        wait = NextWait(now, took);
        return true;
    }

    long Waiting => _queue.Waiting + (_backlog?.Waiting ?? 0);

    void BeginStop()
    {
        if (_stop is not null || Volatile.Read(ref _stopRequested) is not { Value: var requested }) return;
        _stop = requested;
        _router.RetryAllNow();
    }

    /// <summary>Without any credentials nothing can be sent however long it is tried: once that is known, nobody is kept waiting for it.</summary>
    long MaySendUntil(ShutdownPlan stop) =>
        _shipper.IsWithoutCredentials ? long.MinValue
        : _handsOver ? stop.SendUntil(_queue.Waiting, _timeProvider)
        : stop.StopBy;

    bool Take(long now)
    {
        var due = (_armed ? now : _lastTake) + _bufferingTicks;
        _armed = false;
        var took = _pump.Turn(due, now);
        if (!took) return false;
        _restSince = null;
        _lastTake = now;
        if (!_pump.TakeUrgent() && !_flushFirst) return true;
        _flushFirst = false;
        _router.MarkAllDue();
        return true;
    }

    /// <summary>Room is short and all that could make some is in batches that still wait for more events.</summary>
    bool UnderPressure(long now) =>
        _shipper.InFlight == 0 && (_pump.IsHolding || _queue.AllTakenUnderPressure || _backlog is { IsFull: true }) && !_router.AnyToBeSent(now);

    void Abandon(long now)
    {
        _shipper.Abandon(now);
        _pump.Abandon();
    }

    TimeSpan NextWait(long now, bool took)
    {
        if (_backlog is { HasMore: true } || (took && !_pump.IsHolding && _queue.IsWorthATurn)) return TimeSpan.Zero;
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
