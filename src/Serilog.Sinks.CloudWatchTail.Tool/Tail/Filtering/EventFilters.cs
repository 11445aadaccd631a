using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

/// <summary>Everything that an event has to match.</summary>
sealed class EventFilters(IReadOnlyList<IEventFilter> filters) : IEventFilter
{
    /// <summary>Whether there is one, so that messages have to be read into events.</summary>
    public bool Any => filters.Count > 0;

    public bool Matches(in TailedEvent tailed)
    {
        foreach (var filter in filters)
            if (!filter.Matches(tailed)) return false;
        return true;
    }
}
