using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Memory;

/// <summary>What a queue takes, and when it wakes the loop.</summary>
/// <param name="Events">The most events accepted and neither delivered nor lost yet.</param>
/// <param name="Bytes">The most memory that they may take, in bytes.</param>
/// <param name="BlockWhenFull">Whether callers wait for room instead of being refused.</param>
/// <param name="WakeAtEvents">The loop is woken when so many events have come.</param>
/// <param name="UrgentLevel">The loop is woken at once by an event at or above this level.</param>
readonly record struct EventQueueLimits(int Events, long Bytes, bool BlockWhenFull, int WakeAtEvents, LogEventLevel UrgentLevel)
{
    public static EventQueueLimits From(EmitSettings settings) =>
        new(settings.QueueLimit, settings.QueueLimitBytes, settings.BlockWhenFull, EmitSettings.WakeAtEvents, settings.FlushAtLevel);
}
