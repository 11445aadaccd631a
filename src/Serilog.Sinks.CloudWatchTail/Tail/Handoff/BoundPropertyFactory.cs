using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tail.Handoff;

// Makes properties the way a logger does: by its own conversion rules, when there is a logger.
sealed class BoundPropertyFactory(ILogger logger) : ILogEventPropertyFactory
{
    public LogEventProperty CreateProperty(string name, object? value, bool destructureObjects = false) =>
        logger.BindProperty(name, value, destructureObjects, out var property)
            ? property
            : new LogEventProperty(name, new ScalarValue(value?.ToString()));
}
