using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// The loop of a sink: moves events from the source into batches, has them sent, and decides when to run again. Only the loop uses all stages, and all
// of their state belongs to its thread, so that nothing behind the source needs a lock.
sealed class EmitLoop
{
    // If a turn fails after the deadline, this many more turns try to report the waiting events.
    const int MostLastTurns = 100;

    readonly EmitSettings _settings;
    readonly IEventSource _source;
    readonly LoopStages _stages;
    readonly LoopSignal _signal;
    readonly SinkScope _scope;
    readonly LoopPace _pace;
    readonly FlushRequests _flushes;
    readonly Func<bool> _send;

    int _lastTurns;
    bool _flushFirst;
    ShutdownPlan? _stop;
    StrongBox<ShutdownPlan>? _stopRequested;

    public EmitLoop(EmitSettings settings, IEventSource source, LoopStages stages, LoopSignal signal, SinkScope scope)
    {
        _settings = settings;
        _source = source;
        _stages = stages;
        _signal = signal;
        _scope = scope;
        _pace = new LoopPace(settings, source, stages, new IdleMemory(settings, stages.Pool, source));
        _flushes = new FlushRequests(stages.Batches, stages.Pool, stages.Streams, stages.Shipper, stages.Refusals);
        _send = stages.Shipper.SendReady;
        _flushFirst = settings.EagerlyEmitFirstEvent;
    }

    // Runs until the sink is closed and nothing waits any more, or until the deadline.
    public void Run()
    {
        _settings.Loop.Claim();
        try
        {
            while (TryTurnSafely(out var next)) _signal.WaitUntil(next);
        }
        finally
        {
            _flushes.End();
        }
    }

    // Requests delivery of everything accepted so far.
    public void Flush(FlushWait wait)
    {
        _flushes.Add(new FlushRequest(wait, _source.Mark()));
        _signal.Set();
    }

    // Ends the loop once nothing waits, or as the plan says. The source must be closed.
    public void Stop(ShutdownPlan plan)
    {
        Volatile.Write(ref _stopRequested, new StrongBox<ShutdownPlan>(plan));
        _signal.Set();
    }

    bool TryTurnSafely(out long next)
    {
        try
        {
            // Each turn has its own scope, so that work started by a formatter or a value soon leaves it. Like the turn, it takes memory.
            using (_scope.Enter()) return TryTurn(out next);
        }
        catch (Exception ex)
        {
            // A turn is expected to be infallible. If it is not, the loop must survive, because nothing else would report the waiting events.
            SinkSelfLog.WriteLine("the batch loop failed and continues: {0}", ex);
            next = _pace.NextTurnAfterFailure();
            if (_stop is not { } stop || _settings.Now() < stop.StopBy) return true;

            // The remaining events must still be reported, and by now a turn does nothing else.
            next = LoopPace.AtOnce;
            if (++_lastTurns < MostLastTurns) return true;
            _source.End();
            return false;
        }
    }

    // Runs one turn. Returns false if it was the last one.
    bool TryTurn(out long next)
    {
        var now = _settings.Now();

        // 1. Collect results of calls.
        _stages.Shipper.Collect(now);

        // 2. Begin to stop.
        BeginStop();

        // 3. Cut back-offs for flushes.
        _flushes.Begin();

        // 4. Fill batches from the source.
        var took = Fill(now);

        // 5. Mark batches as due: for flushes, at the end, and to make room.
        _flushes.Send();
        if (_stop is not null || IsUnderPressure(now)) _stages.Batches.MarkAllDue();

        // 6. Expire batches that were tried for too long.
        _stages.Shipper.ExpireOverdue(now);

        // 7. Ship.
        if (_stop is null || MaySendUntil(_stop.Value) > now) _stages.Shipper.Ship(now);

        // 8. Report refusals.
        if (_stop is null) _stages.Refusals.ReportWhenDue(now);
        else _stages.Refusals.ReportNow(now);

        // 9. Make acknowledgements final, and throw away details that have become silent.
        _source.Persist();
        _stages.Details?.Expire(now);

        // 10. Complete flushes.
        _flushes.Complete(now);

        // 11. Wait, or end.
        if (_stop is { } stop) return TryGoOn(stop, now, out next);
        next = _pace.NextTurn(now, took);
        return true;
    }

    void BeginStop()
    {
        if (_stop is not null || Volatile.Read(ref _stopRequested) is not { Value: var requested }) return;
        _stop = requested;
        _stages.Streams.RetryAllNow();
    }

    bool Fill(long now)
    {
        var filled = _source.Fill(_stages.Packer, _send, _pace.DueOfArrivals(now), now);
        _pace.Filled(in filled, now);
        if (!filled.Urgent && !(filled.Took && _flushFirst)) return filled.Took;
        _flushFirst &= !filled.Took;
        _stages.Batches.MarkAllDue();
        return filled.Took;
    }

    // Whether room is short, and all events that could make some are in batches that still wait for more events.
    bool IsUnderPressure(long now) => _stages.Shipper.IsAtRest && _source.IsShortOfRoom && !_stages.Streams.AnyToBeSent(now);

    // Without any credentials, or where nothing listens, nothing can be sent: once that is known, no caller has to wait.
    long MaySendUntil(ShutdownPlan stop) =>
        _stages.Shipper.IsWithoutCredentials || _stages.Shipper.IsRefused ? long.MinValue
        : _settings.HandsOverLostEvents ? stop.SendUntil(_source.AtRisk, _settings.TimeProvider)
        : stop.StopBy;

    // Returns whether an ending loop has another turn. If not, waiting events are reported or stay with their source.
    bool TryGoOn(ShutdownPlan stop, long now, out long next)
    {
        next = LoopPace.AtOnce;
        if (_source.Waiting > 0)
        {
            var sendUntil = MaySendUntil(stop);
            if (now < sendUntil)
            {
                next = _pace.NextTurnBefore(sendUntil);
                return true;
            }

            _stages.Shipper.Abandon(now);
            _source.Abandon();
        }

        // After the source's end, callers that keep logging report their own events.
        _stages.Refusals.ReportUntil(stop.StopBy);
        _source.End();
        _stages.Refusals.ReportLast(stop.StopBy);
        return false;
    }
}
