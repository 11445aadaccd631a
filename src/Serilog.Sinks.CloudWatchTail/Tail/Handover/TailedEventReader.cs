using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tail.Handover;

/// <summary>Makes the event of a message: read, filtered by level, enriched. Not thread-safe: one for each consumer.</summary>
sealed class TailedEventReader
{
    readonly LogEventLevel _minimumLevel;
    readonly ILogEventEnricher[] _enrichers;
    readonly ILogEventPropertyFactory _propertyFactory;
    readonly TimeProvider _timeProvider;

    public TailedEventReader(LogEventLevel minimumLevel, IEnumerable<ILogEventEnricher> enrichers, ILogEventPropertyFactory propertyFactory, TimeProvider timeProvider)
    {
        _minimumLevel = minimumLevel;
        _enrichers = [.. enrichers];
        _propertyFactory = propertyFactory;
        _timeProvider = timeProvider;
    }

    /// <returns>Null when the event is below the minimum level.</returns>
    public LogEvent? Read(in TailedMessage message)
    {
        var timestamp = DateTimeOffset.FromUnixTimeMilliseconds(message.Timestamp);
        var logEvent = new LogEvent(timestamp, LogEventLevel.Information, null,
            new Formatting.TailedMessageTemplate(new MessageTemplate([new Serilog.Parsing.TextToken(System.Text.Encoding.UTF8.GetString(message.Message.Span))]), message.Origin), []);
        if (logEvent.Level < _minimumLevel) return null;

        foreach (var enricher in _enrichers)
        {
            try
            {
                enricher.Enrich(logEvent, _propertyFactory);
            }
            catch (Exception exception)
            {
                SelfLog.WriteLine("Enricher {0} failed on a replayed event: {1}", enricher, exception);
            }
        }

        RecordLag(message);
        return logEvent;
    }

    void RecordLag(in TailedMessage message)
    {
        if (!TailMetrics.EventLag.Enabled && !TailMetrics.IngestionLag.Enabled) return;
        var now = _timeProvider.GetUtcNow();
        var how = message.Origin.Filled ? TailMetrics.Found : TailMetrics.Live;
        TailMetrics.EventLag.Record((now.ToUnixTimeMilliseconds() - message.Timestamp) / 1000.0, how);
        TailMetrics.IngestionLag.Record((now - message.Origin.IngestionTime).TotalSeconds, how);
    }
}
