using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// Reads messages into events that carry their origin.
sealed class EventReader
{
    readonly TailEnricher _enricher = new();
    readonly ILogEventPropertyFactory _properties = new ScalarProperties();

    public LogEvent? Read(in CloudWatchLiveTailMessage message)
    {
        // Only an empty message cannot be read, and the service accepts none.
        if (!message.TryRead(out var logEvent)) return null;
        _enricher.Enrich(logEvent, _properties);
        return logEvent;
    }

    sealed class ScalarProperties : ILogEventPropertyFactory
    {
        public LogEventProperty CreateProperty(string name, object? value, bool destructureObjects = false) => new(name, new ScalarValue(value));
    }
}
