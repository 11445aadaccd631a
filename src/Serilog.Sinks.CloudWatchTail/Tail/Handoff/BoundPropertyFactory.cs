using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tail.Handoff;

// Creates properties by the conversion rules of the logger, if there is one.
sealed class BoundPropertyFactory(ILogger logger) : ILogEventPropertyFactory
{
    public LogEventProperty CreateProperty(string name, object? value, bool destructureObjects = false) =>
        logger.BindProperty(name, value, destructureObjects, out var property)
            ? property
            : new LogEventProperty(name, new ScalarValue(value?.ToString()));
}
