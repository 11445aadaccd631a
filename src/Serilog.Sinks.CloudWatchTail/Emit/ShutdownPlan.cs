using Serilog.Sinks.CloudWatchTail.Common;

namespace Serilog.Sinks.CloudWatchTail.Emit;

// The time that a stopping loop has, until StopBy. Limit is the whole of it, in timestamp ticks. Undelivered events are handed over within it too: a
// supervisor that kills a process at the end of its grace period does not wait for a fallback.
readonly record struct ShutdownPlan(long StopBy, long Limit)
{
    // A generous estimate of the time that a Serilog sink takes to write one event to a file.
    static readonly TimeSpan HandOverOfOneEvent = TimeSpan.FromMicroseconds(20);

    // Returns the timestamp at which sending ends, so that this many events can be handed over in time, for which it reserves a tenth to half of the
    // limit.
    public long SendUntil(long waiting, TimeProvider timeProvider)
    {
        var needed = timeProvider.ToTimestampTicks(HandOverOfOneEvent * Math.Min(waiting, int.MaxValue));
        return StopBy - Math.Clamp(needed, Limit / 10, Limit / 2);
    }
}
