using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// All filters of a run; an event must match every one.
sealed class EventFilters(IReadOnlyList<IEventFilter> filters) : IEventFilter
{
    // Whether there is a filter, so that messages must be read into events.
    public bool Any => filters.Count > 0;

    public bool Matches(in TailedEvent tailed)
    {
        foreach (var filter in filters)
            if (!filter.Matches(tailed)) return false;
        return true;
    }
}
