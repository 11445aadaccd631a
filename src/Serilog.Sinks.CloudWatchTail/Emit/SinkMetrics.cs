using System.Diagnostics.Metrics;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// The sink's instruments on the meter <c>Serilog.Sinks.CloudWatchTail</c>. Counts are read off the ledgers when somebody collects, so that an
/// event costs nothing; those of closed sinks stay in, since a counter must not fall.
/// </summary>
static class SinkMetrics
{
    const string Prefix = "cloudwatchtail.sink.";

    static readonly Meter Meter = new("Serilog.Sinks.CloudWatchTail", "0.1.0");
    static readonly object Gate = new();
    static readonly Dictionary<string, SinkTotals> Totals = [];

    static readonly Histogram<double> PutDuration =
        Meter.CreateHistogram<double>(Prefix + "put.duration", "s", "Time from sending a put to its answer.");

    static SinkMetrics()
    {
        Count("emitted", "{event}", "Events that were brought to the sink.", static t => t.Emitted);
        Count("delivered", "{event}", "Events that the service has stored.", static t => t.Delivered);
        Count("suppressed", "{event}", "Events refused because the sink itself, or a tail of its own log group, caused them; not counted as emitted.", static t => t.Suppressed);
        Count("requests", "{request}", "Puts sent.", static t => t.Requests);
        Count("retries", "{request}", "Puts that had to be sent again, whole or in parts.", static t => t.Retries);
        Count("throttles", "{request}", "Answers that told the sink to slow down.", static t => t.Throttles);
        Count("bytes", "By", "Bytes of put bodies, before compression.", static t => t.Bytes);
        Meter.CreateObservableCounter(Prefix + "lost", ObserveLost, "{event}", "Events that were reported as not delivered, by reason.");
        Meter.CreateObservableUpDownCounter(
            Prefix + "queue.length", () => Observe(static t => t.Waiting), "{event}", "Events accepted and neither delivered nor reported yet.");
        Count("recovered", "{event}", "Events that an earlier process had left on the disk.", static t => t.Recovered);
        Meter.CreateObservableUpDownCounter(
            Prefix + "buffer.length", () => Observe(static t => t.WaitingOnDisk), "{event}", "Those of the waiting events that are on the disk.");
        Meter.CreateObservableUpDownCounter(Prefix + "buffer.size", () => Observe(static t => t.BytesOnDisk), "By", "What the files of durable mode take.");
        Meter.CreateObservableGauge(Prefix + "buffer.age", ObserveAge, "s", "How old the oldest event on the disk is.");
        Meter.CreateObservableUpDownCounter(
            Prefix + "requests.active", () => Observe(static t => t.CallsUnderWay), "{request}", "Calls sent and not answered yet.");
    }

    public static void Add(BatchedCloudWatchSink sink)
    {
        lock (Gate)
        {
            if (!Totals.TryGetValue(sink.LogGroup, out var totals)) Totals[sink.LogGroup] = totals = new SinkTotals();
            totals.Live.Add(sink);
        }
    }

    /// <summary>A put that came to its end; with the failure's code if it failed. A listener is user code and may throw.</summary>
    public static void RecordPut(TimeSpan duration, string logGroup, string? errorCode)
    {
        if (errorCode is null) PutDuration.Record(duration.TotalSeconds, Group(logGroup));
        else PutDuration.Record(duration.TotalSeconds, Group(logGroup), new KeyValuePair<string, object?>("error.type", errorCode));
    }

    /// <summary>An event that came after the sink's end: counted as emitted and lost, wherever the sink's counts are by now.</summary>
    public static void CountLate(BatchedCloudWatchSink sink)
    {
        lock (Gate)
        {
            sink.Ledger.AddLost(CloudWatchFailureReason.Closed, 1);
            sink.Ledger.AddLate();
            if (Totals.TryGetValue(sink.LogGroup, out var totals)) totals.AddLateOf(sink);
        }
    }

    /// <summary>Keeps the counts of a sink that is at its end.</summary>
    public static void Retire(BatchedCloudWatchSink sink)
    {
        lock (Gate)
        {
            if (Totals.TryGetValue(sink.LogGroup, out var totals)) totals.Retire(sink);
        }
    }

    static void Count(string name, string unit, string description, Func<SinkTotals, long> read) =>
        Meter.CreateObservableCounter(Prefix + name, () => Observe(read), unit, description);

    static Measurement<long>[] Observe(Func<SinkTotals, long> read)
    {
        lock (Gate) return [.. Totals.Select(t => new Measurement<long>(read(t.Value), Group(t.Key)))];
    }

    static Measurement<double>[] ObserveAge()
    {
        lock (Gate) return [.. Totals.Select(t => new Measurement<double>(t.Value.OldestOnDisk.TotalSeconds, Group(t.Key)))];
    }

    static Measurement<long>[] ObserveLost()
    {
        lock (Gate)
        {
            return [.. from total in Totals
                       from reason in Enum.GetValues<CloudWatchFailureReason>()
                       let lost = total.Value.LostBy(reason)
                       where lost > 0
                       select new Measurement<long>(lost, Group(total.Key), new("reason", reason.ToString()))];
        }
    }

    static KeyValuePair<string, object?> Group(string name) => new("log_group", name);
}
