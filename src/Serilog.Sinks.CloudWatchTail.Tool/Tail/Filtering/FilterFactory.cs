using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

// Creates the filters of a command line, the cheapest first.
static class FilterFactory
{
    // levelCanChange tells whether the keyboard may set a level later. Throws UsageException if an expression cannot be parsed.
    public static EventFilters Create(FindRequest find, LoggingLevelSwitch level, bool levelCanChange, Action<string> complain)
    {
        var filters = new List<IEventFilter>();
        if (levelCanChange || level.MinimumLevel > LogEventLevel.Verbose) filters.Add(new LevelFilter(level));
        if (find.TraceId is { } traceId) filters.Add(new TraceFilter(traceId));
        if (find.Where is { } where) filters.Add(ExpressionFilter.Parse(where, complain));
        filters.AddRange(find.Grep.Select(text => new TextFilter(NewOption.Compile("--grep", text), excludes: false, complain)));
        filters.AddRange(find.Exclude.Select(text => new TextFilter(NewOption.Compile("--exclude", text), excludes: true, complain)));
        return new EventFilters(filters);
    }
}
