using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Emit.Delivery;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Emit.Sources;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>When the loop turns again, and how long the events that it finds have waited at most.</summary>
sealed class LoopPace(EmitSettings settings, IEventSource source, Shipper shipper, RefusalReport refusals, IdleMemory idle)
{
    /// <summary>While events keep coming they are taken this often, not one by one.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    readonly long _pollTicks = Math.Min(settings.TicksOf(PollInterval), Math.Max(1, settings.BufferingTicks / 4));
    long _lastTaken = settings.Now();
    bool _armed;

    /// <summary>The time stamp by which what has arrived since the last turn wants to be sent. Armed, the loop was woken by the first of it.</summary>
    public long DueOfArrivals(long now)
    {
        var due = (_armed ? now : _lastTaken) + settings.BufferingTicks;
        _armed = false;
        return due;
    }

    public void Filled(in FillResult filled, long now)
    {
        if (!filled.Took) return;
        idle.EndRest();
        if (!filled.LeftBehind) _lastTaken = now;
    }

    /// <summary>How long to wait for the next turn.</summary>
    /// <param name="took">Whether there were events in this turn.</param>
    public TimeSpan NextWait(long now, bool took)
    {
        if (source.CanGoOn || (took && source.IsWorthATurn)) return TimeSpan.Zero;
        var next = Math.Min(Math.Min(shipper.NextWake(), refusals.NextReport), source.NextLook);
        if (took) return Until(Math.Min(next, now + _pollTicks));
        switch (source.ArmWakeUp())
        {
            case WakeUp.EventIsHere:
                // The first after a rest, and not left for the next look.
                return TimeSpan.Zero;
            case WakeUp.EventsMustWait:
                return Until(Math.Min(next, now + _pollTicks));
            default:
                _armed = true;
                return Until(source.Waiting == 0 ? Math.Min(next, idle.TrimWhenDue(now)) : next);
        }
    }

    /// <summary>How long to wait for the next turn of a loop that is ending.</summary>
    public TimeSpan NextWaitBefore(long sendUntil) =>
        source.CanGoOn ? TimeSpan.Zero : Until(Math.Min(shipper.NextWake(), sendUntil));

    /// <summary>From now, and not from when the turn began: a callback may have taken long.</summary>
    TimeSpan Until(long next) =>
        next == long.MaxValue ? Timeout.InfiniteTimeSpan
        : settings.Now() is var now && next <= now ? TimeSpan.Zero
        : settings.TimeProvider.ToTimeSpan(next - now);
}
