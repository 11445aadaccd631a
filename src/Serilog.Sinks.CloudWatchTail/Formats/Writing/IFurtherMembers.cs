using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Writes members after an event's properties and derived from them. Thread-safe.
interface IFurtherMembers
{
    // Appends the members, each after a comma, and records that they are not properties.
    void Append(Utf8Buffer output, scoped in CapturedEvent logEvent, KindRecorder kinds);
}
