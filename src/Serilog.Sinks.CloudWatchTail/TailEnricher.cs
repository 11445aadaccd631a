using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// Adds to a replayed event where it came from: <c>LogGroup</c>, <c>LogStream</c>, <c>IngestionTime</c>, <c>Sampled</c> (the second that it was
/// shown in was sampled by the service) and <c>Backfilled</c> (found by a query, not shown live); and <c>LogAccount</c>, the account of the log group,
/// if the tail has groups of more than one account. A property of the event's own by one of these names is kept, and the enricher's goes under
/// <c>Tail</c> and the name. Events that no live tail replayed are left alone.
/// </summary>
public sealed class TailEnricher : ILogEventEnricher
{
    static readonly LogEventPropertyValue True = new ScalarValue(true);
    static readonly LogEventPropertyValue False = new ScalarValue(false);

    /// <summary>Add the origin of a replayed event to its properties.</summary>
    /// <param name="logEvent">The event, replayed or not.</param>
    /// <param name="propertyFactory">Not used: the values are scalars.</param>
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        if (TailedMessageTemplate.OriginOf(logEvent) is not { } origin) return;

        Add(logEvent, "LogGroup", "TailLogGroup", new ScalarValue(origin.LogGroup));
        if (origin.ShowsAccount) Add(logEvent, "LogAccount", "TailLogAccount", new ScalarValue(origin.Account));
        Add(logEvent, "LogStream", "TailLogStream", new ScalarValue(origin.LogStream));
        Add(logEvent, "IngestionTime", "TailIngestionTime", new ScalarValue(origin.IngestionTime));
        Add(logEvent, "Sampled", "TailSampled", origin.Sampled ? True : False);
        Add(logEvent, "Backfilled", "TailBackfilled", origin.Backfilled ? True : False);
    }

    static void Add(LogEvent logEvent, string name, string otherName, LogEventPropertyValue value)
    {
        var free = logEvent.Properties.ContainsKey(name) ? otherName : name;
        logEvent.AddPropertyIfAbsent(new LogEventProperty(free, value));
    }
}
