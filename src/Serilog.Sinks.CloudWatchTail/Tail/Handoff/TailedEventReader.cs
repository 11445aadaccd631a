using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Handoff;

// Turns a message into an event: reads it, filters it by level, enriches it. Not thread-safe: each consumer has its own.
sealed class TailedEventReader
{
    readonly MessageReader _reader = new();
    readonly LogEventLevel _minimumLevel;
    readonly ILogEventEnricher[] _enrichers;
    readonly ILogEventPropertyFactory _propertyFactory;
    readonly TailClock _clock;

    public TailedEventReader(LogEventLevel minimumLevel, IEnumerable<ILogEventEnricher> enrichers, ILogEventPropertyFactory propertyFactory, TailClock clock)
    {
        _minimumLevel = minimumLevel;
        _enrichers = [.. enrichers];
        _propertyFactory = propertyFactory;
        _clock = clock;
    }

    // Returns null if the event is below the minimum level.
    public LogEvent? Read(in TailedMessage message)
    {
        var timestamp = ServiceTime.From(message.Timestamp);
        // Only an empty message cannot be read, and the service accepts none.
        if (!_reader.TryRead(message.Message.Span, timestamp, message.Origin, out var logEvent)) return null;
        if (logEvent.Level < _minimumLevel) return null;

        foreach (var enricher in _enrichers)
        {
            try
            {
                enricher.Enrich(logEvent, _propertyFactory);
            }
            catch (Exception exception)
            {
                SafeSelfLog.WriteLine("Enricher {0} failed on a replayed event: {1}", enricher.GetType(), exception);
            }
        }

        RecordLag(message);
        return logEvent;
    }

    void RecordLag(in TailedMessage message)
    {
        if (!TailMetrics.EventLag.Enabled && !TailMetrics.IngestionLag.Enabled) return;
        var now = _clock.Now.Time;
        var how = message.Origin.Backfilled ? TailMetrics.Found : TailMetrics.Live;
        TailMetrics.EventLag.Record((now.ToUnixTimeMilliseconds() - message.Timestamp) / 1000.0, how);
        TailMetrics.IngestionLag.Record((now - message.Origin.IngestionTime).TotalSeconds, how);
    }
}
