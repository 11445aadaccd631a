using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// The time that a stopping loop has. What could not be sent is handed over inside of it too: who kills a process at the end of its grace period does
/// not wait for a fallback to be written.
/// </summary>
/// <param name="StopBy">The time stamp at which everything is over.</param>
/// <param name="Limit">How long that is from the beginning, in ticks of time stamps.</param>
readonly record struct ShutdownPlan(long StopBy, long Limit)
{
    /// <summary>What a sink of Serilog's may take to write one event to a file, generously.</summary>
    static readonly TimeSpan HandOverOfOneEvent = TimeSpan.FromMicroseconds(20);

    /// <summary>The time stamp at which sending ends, so that handing over this many events ends in time: a tenth of the limit at least, half of it at most.</summary>
    public long SendUntil(long waiting, TimeProvider timeProvider)
    {
        var needed = timeProvider.ToTimestampTicks(HandOverOfOneEvent * Math.Min(waiting, int.MaxValue));
        return StopBy - Math.Clamp(needed, Limit / 10, Limit / 2);
    }
}
