using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// Decides whether an event is shown.
interface IEventFilter
{
    bool Matches(in TailedEvent tailed);
}
