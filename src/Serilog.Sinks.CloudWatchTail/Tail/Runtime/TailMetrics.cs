using System.Diagnostics.Metrics;

namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// The tail's instruments on the library's meter.
static class TailMetrics
{
    public static readonly Meter Meter = new("Serilog.Sinks.CloudWatchTail", "0.1.0");

    public static readonly TailInstrument<long> Received = new(static () => Meter.CreateCounter<long>(
        "cloudwatchtail.tail.received", "{event}", "Events received from Live Tail."));

    public static readonly TailInstrument<long> SampledUpdates = new(static () => Meter.CreateCounter<long>(
        "cloudwatchtail.tail.sampled_updates", "{update}", "Updates in which the service showed only a sample."));

    public static readonly TailInstrument<long> Reconnects = new(static () => Meter.CreateCounter<long>(
        "cloudwatchtail.tail.reconnects", "{attempt}", "Attempts to start a session again."));

    public static readonly TailInstrument<long> Gaps = new(static () => Meter.CreateCounter<long>(
        "cloudwatchtail.tail.gaps", "{gap}", "Interruptions after which a session resumed."));

    public static readonly TailInstrument<long> Backfilled = new(static () => Meter.CreateCounter<long>(
        "cloudwatchtail.tail.backfilled", "{event}", "Events found by queries that Live Tail had not shown, history included."));

    public static readonly TailInstrument<long> Duplicates = new(static () => Meter.CreateCounter<long>(
        "cloudwatchtail.tail.duplicates", "{event}", "Events seen before and suppressed."));

    public static readonly TailInstrument<long> Dropped = new(static () => Meter.CreateCounter<long>(
        "cloudwatchtail.tail.dropped", "{event}", "Events dropped because the consumer was too slow."));

    public static readonly TailInstrument<long> Queries = new(static () => Meter.CreateCounter<long>(
        "cloudwatchtail.tail.queries", "{call}", "FilterLogEvents calls, throttled and failed ones included."));

    public static readonly TailInstrument<double> EventLag = new(static () => Meter.CreateHistogram<double>(
        "cloudwatchtail.tail.event_lag", "s", "From an event's own time to its handoff."));

    public static readonly TailInstrument<double> IngestionLag = new(static () => Meter.CreateHistogram<double>(
        "cloudwatchtail.tail.ingestion_lag", "s", "From an event's ingestion by the service to its handoff."));

    public static readonly KeyValuePair<string, object?> Live = new("backfilled", false);

    public static readonly KeyValuePair<string, object?> Found = new("backfilled", true);
}
