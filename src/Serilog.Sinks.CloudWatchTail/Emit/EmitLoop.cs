using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// The one loop of a sink: moves events from the source into batches, has them sent, and decides when to look again. It alone knows all stages; what it
/// calls belongs to its thread, so that nothing behind the source needs a lock.
/// </summary>
sealed class EmitLoop
{
    /// <summary>When time is over and a turn fails, so many more are tried to report what waits.</summary>
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
        _pace = new LoopPace(settings, source, stages.Shipper, stages.Refusals, new IdleMemory(settings, stages.Pool, source));
        _flushes = new FlushRequests(stages.Batches, stages.Pool, stages.Streams, stages.Shipper, stages.Refusals);
        _send = stages.Shipper.SendReady;
        _flushFirst = settings.EagerlyEmitFirstEvent;
    }

    /// <summary>Runs until the sink is closed and nothing waits any more, or the time for that is over.</summary>
    public void Run()
    {
        _settings.Loop.Claim();
        try
        {
            while (TryTurnSafely(out var wait)) _signal.Wait(wait);
        }
        finally
        {
            _flushes.End();
        }
    }

    /// <summary>Asks for delivery of all that was accepted up to now.</summary>
    public void Flush(FlushWait wait)
    {
        _flushes.Add(new FlushRequest(wait, _source.Mark()));
        _signal.Set();
    }

    /// <summary>Lets the loop end: once nothing waits, or when the plan says so. The source must be closed.</summary>
    public void Stop(ShutdownPlan plan)
    {
        Volatile.Write(ref _stopRequested, new StrongBox<ShutdownPlan>(plan));
        _signal.Set();
    }

    bool TryTurnSafely(out TimeSpan wait)
    {
        try
        {
            // A scope for each turn, so that what a formatter or a value starts is free of it soon. It takes memory as the turn does.
            using (_scope.Enter()) return TryTurn(out wait);
        }
        catch (Exception ex)
        {
            // A turn is expected to be infallible; if it is not, the loop must outlive it, since nothing else would report what waits.
            SinkSelfLog.WriteLine("the batch loop failed and goes on: {0}", ex);
            wait = LoopPace.PollInterval;
            if (_stop is not { } stop || _settings.Now() < stop.StopBy) return true;

            // What is left is still to be reported, and a turn does no more than that now.
            wait = TimeSpan.Zero;
            if (++_lastTurns < MostLastTurns) return true;
            _source.End();
            return false;
        }
    }

    /// <summary>One turn. False if it was the last one.</summary>
    bool TryTurn(out TimeSpan wait)
    {
        var now = _settings.Now();

        // 1. Collect answers.
        _stages.Shipper.Collect(now);

        // 2. Begin to stop.
        BeginStop();

        // 3. Cut back-offs for flushes.
        _flushes.Begin();

        // 4. Fill batches from the source.
        var took = Fill(now);

        // 5. Let batches be sent: for flushes, at the end, and to make room.
        _flushes.Send();
        if (_stop is not null || IsUnderPressure(now)) _stages.Batches.MarkAllDue();

        // 6. Expire what was tried for too long.
        _stages.Shipper.ExpireOverdue(now);

        // 7. Ship.
        if (_stop is null || MaySendUntil(_stop.Value) > now) _stages.Shipper.Ship(now);

        // 8. Report refusals.
        if (_stop is null) _stages.Refusals.ReportWhenDue(now);
        else _stages.Refusals.ReportNow(now);

        // 9. Make acknowledgements final.
        _source.Persist();

        // 10. Complete flushes.
        _flushes.Complete(now);

        // 11. Wait, or end.
        if (_stop is { } stop) return TryGoOn(stop, now, out wait);
        wait = _pace.NextWait(now, took);
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

    /// <summary>Room is short and all that could make some is in batches that still wait for more events.</summary>
    bool IsUnderPressure(long now) => _stages.Shipper.IsAtRest && _source.IsShortOfRoom && !_stages.Streams.AnyToBeSent(now);

    /// <summary>Without any credentials nothing can be sent however long it is tried: once that is known, no caller is kept waiting for it.</summary>
    long MaySendUntil(ShutdownPlan stop) =>
        _stages.Shipper.IsWithoutCredentials ? long.MinValue
        : _settings.HandsOverLostEvents ? stop.SendUntil(_source.AtRisk, _settings.TimeProvider)
        : stop.StopBy;

    /// <summary>Whether a loop that is ending has another turn; if not, what waits is reported or stays with its source.</summary>
    bool TryGoOn(ShutdownPlan stop, long now, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (_source.Waiting > 0)
        {
            var sendUntil = MaySendUntil(stop);
            if (now < sendUntil)
            {
                wait = _pace.NextWaitBefore(sendUntil);
                return true;
            }

            _stages.Shipper.Abandon(now);
            _source.Abandon();
        }

        // Callers that go on logging report their events themselves from the source's end on.
        _stages.Refusals.ReportUntil(stop.StopBy);
        _source.End();
        _stages.Refusals.ReportLast(stop.StopBy);
        return false;
    }
}
