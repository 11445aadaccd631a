using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

/// <summary>Decides whether an event is shown.</summary>
interface IEventFilter
{
    bool Matches(in TailedEvent tailed);
}
