using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// Decides when the loop runs its next turn, and how long the events that it finds have waited at most.
sealed class LoopPace(EmitSettings settings, IEventSource source, LoopStages stages, IdleMemory idle)
{
    // A timestamp that has always passed.
    public const long AtOnce = long.MinValue;

    // While events keep arriving, they are taken this often rather than one by one.
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    readonly long _pollTicks = Math.Min(settings.TicksOf(PollInterval), Math.Max(1, settings.BufferingTicks / 4));
    long _lastTaken = settings.Now();
    bool _armed;

    // The timestamp by which events that arrived since the last turn are due. If armed, the first of them woke the loop.
    public long DueOfArrivals(long now)
    {
        var due = (_armed ? now : _lastTaken) + settings.BufferingTicks;
        _armed = false;
        return due;
    }

    public void Filled(in FillResult filled, long now)
    {
        // Events that arrive from now on are for the next turn. What this one left behind keeps the time that it was given.
        _lastTaken = now;
        if (filled.Took) idle.EndRest();
    }

    // Returns the timestamp of the next turn. took tells whether this turn had events.
    public long NextTurn(long now, bool took)
    {
        if (source.CanGoOn || (took && source.IsWorthATurn)) return AtOnce;
        var next = Math.Min(Math.Min(stages.Shipper.NextWake(), stages.Refusals.NextReport), Math.Min(source.NextLook, stages.Details?.NextLook ?? long.MaxValue));
        if (took) return Math.Min(next, now + _pollTicks);
        switch (source.ArmWakeUp())
        {
            case WakeUp.EventIsHere:
                // The first event after a pause must not wait for the next poll.
                return AtOnce;
            case WakeUp.EventsMustWait:
                return Math.Min(next, now + _pollTicks);
            default:
                _armed = true;
                return source.Waiting == 0 ? Math.Min(next, idle.TrimWhenDue(now)) : next;
        }
    }

    // Returns the timestamp of an ending loop's next turn.
    public long NextTurnBefore(long sendUntil) => source.CanGoOn ? AtOnce : Math.Min(stages.Shipper.NextWake(), sendUntil);

    // Returns the timestamp of the turn that follows a failed one.
    public long NextTurnAfterFailure() => settings.Now() + settings.TicksOf(PollInterval);
}
