using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

// The limits of a queue: at most Events accepted and unsettled events that take at most Bytes of memory. BlockWhenFull makes callers wait for room
// instead of refusing their events. The loop is woken after WakeAtEvents events, or at once by an event at or above UrgentLevel.
readonly record struct EventQueueLimits(int Events, long Bytes, bool BlockWhenFull, int WakeAtEvents, LogEventLevel UrgentLevel)
{
    public static EventQueueLimits From(EmitSettings settings) =>
        new(settings.QueueLimit, settings.QueueLimitBytes, settings.BlockWhenFull, EmitSettings.WakeAtEvents, settings.FlushAtLevel);
}
