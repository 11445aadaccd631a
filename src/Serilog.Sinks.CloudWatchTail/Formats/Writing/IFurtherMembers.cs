using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>Writes members behind an event's properties that are made of them. Serves any number of threads.</summary>
interface IFurtherMembers
{
    /// <summary>Appends the members, each with a comma before it, and records that they are no properties.</summary>
    void Append(Utf8Buffer output, scoped in CapturedEvent logEvent, KindRecorder kinds);
}
