using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>
/// Adds its origin to a replayed event: <c>LogGroup</c>, <c>LogStream</c>, <c>IngestionTime</c>, <c>Sampled</c> (the service sampled the second in
/// which it was shown), <c>Backfilled</c> (found by a query rather than shown live), and <c>LogAccount</c>, the account of the log group, if the tail
/// has groups of more than one account. If the event already has a property of one of these names, that is kept, and the enricher adds its own as
/// <c>Tail</c> plus the name. Leaves alone events that no live tail replayed.
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
