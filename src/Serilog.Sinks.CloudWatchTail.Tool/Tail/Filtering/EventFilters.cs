using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// Everything that an event has to match.
sealed class EventFilters(IReadOnlyList<IEventFilter> filters) : IEventFilter
{
    // Whether there is one, so that messages have to be read into events.
    public bool Any => filters.Count > 0;

    public bool Matches(in TailedEvent tailed)
    {
        foreach (var filter in filters)
            if (!filter.Matches(tailed)) return false;
        return true;
    }
}
