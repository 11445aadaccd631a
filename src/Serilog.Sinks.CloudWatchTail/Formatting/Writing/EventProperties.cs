using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Writing;

/// <summary>Goes through an event's properties without an enumerator on the heap.</summary>
static class EventProperties
{
    /// <summary>Serilog keeps an event's properties in a dictionary and shows it as an interface; should that ever change, a copy is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Dictionary<string, LogEventPropertyValue> Of(LogEvent logEvent) =>
        logEvent.Properties as Dictionary<string, LogEventPropertyValue> ?? new(logEvent.Properties);
}
