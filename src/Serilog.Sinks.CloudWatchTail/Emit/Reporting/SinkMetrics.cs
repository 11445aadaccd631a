using System.Diagnostics.Metrics;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// The sink's instruments on the meter Serilog.Sinks.CloudWatchTail. They read the ledgers when a listener collects, so that an event costs nothing;
// the counts of closed sinks remain, because a counter must not fall.
static class SinkMetrics
{
    const string Prefix = "cloudwatchtail.sink.";

    public static readonly Meter Meter = new("Serilog.Sinks.CloudWatchTail", "0.1.0");

    static readonly Dictionary<string, SinkTotals> Totals = [];
    static int _instruments;

    // Held to read the counts of all sinks at one moment, and to move a closed sink's counts. A sink's own gate is taken inside it.
    public static object Gate { get; } = new();

    static readonly Histogram<double> PutDuration =
        Meter.CreateHistogram<double>(Prefix + "put.duration", "s", "Time from sending a put to its answer.");

    static SinkMetrics()
    {
        Count("emitted", "{event}", "Events emitted to the sink.", static t => t.Emitted);
        Count("delivered", "{event}", "Events that the service has stored.", static t => t.Delivered);
        Count("suppressed", "{event}", "Events refused because the sink itself, or a tail of its own log group, caused them; not counted as emitted.", static t => t.Suppressed);
        Count("requests", "{request}", "Puts sent.", static t => t.Requests);
        Count("retries", "{request}", "Puts that had to be sent again, whole or in parts.", static t => t.Retries);
        Count("throttles", "{request}", "Answers that told the sink to slow down.", static t => t.Throttles);
        Count("entities.rejected", "{request}", "Puts whose entity the service rejected, while it stored their events.", static t => t.RejectedEntities);
        Count("bytes", "By", "Bytes of put bodies, before compression.", static t => t.Bytes);
        var lost = _instruments++;
        Meter.CreateObservableCounter(Prefix + "lost", () => ObserveLost(lost), "{event}", "Events that were not delivered and are or will be reported, by reason.");
        var bytes = _instruments++;
        Meter.CreateObservableCounter(Prefix + "event.bytes", () => ObserveBytes(bytes), "By", "What was written to be sent, as the service bills it: message bytes plus 26 an event; by level.");
        Count("details.kept", "{event}", "Events below the sink's level that were kept for an event that lets them out, those included that followed one.", static t => t.DetailsKept);
        Count("details.sent", "{event}", "Those of them that were let out, where they count as emitted.", static t => t.DetailsSent);
        Count("details.discarded", "{event}", "Those of them that were thrown away.", static t => t.DetailsDiscarded);
        CountUpAndDown("details.held", "{event}", "Those of them that are held.", static t => t.DetailsHeld);
        CountUpAndDown("queue.length", "{event}", "Events accepted and neither delivered nor lost yet, those on the disk included.", static t => t.Waiting);
        Count("recovered", "{event}", "Events that an earlier process had left on the disk.", static t => t.Recovered);
        CountUpAndDown("buffer.length", "{event}", "Those of the waiting events that are on the disk.", static t => t.Stored);
        CountUpAndDown("buffer.size", "By", "The size of the files of durable mode.", static t => t.StoredBytes);
        Meter.CreateObservableGauge(Prefix + "buffer.age", ObserveAge, "s", "The age of the oldest event on the disk.");
        CountUpAndDown("requests.active", "{request}", "Calls sent and not answered yet.", static t => t.CallsUnderWay);
    }

    public static void Add(IMeteredSink sink)
    {
        lock (Gate)
        {
            if (!Totals.TryGetValue(sink.LogGroup, out var totals)) Totals[sink.LogGroup] = totals = new SinkTotals();
            totals.Live.Add(sink);
            sink.GoLive();
        }
    }

    // Records the duration of a put, with the failure's code if it failed. A listener is user code and may throw.
    public static void RecordPut(TimeSpan duration, string logGroup, string? errorCode)
    {
        if (errorCode is null) PutDuration.Record(duration.TotalSeconds, Group(logGroup));
        else PutDuration.Record(duration.TotalSeconds, Group(logGroup), new KeyValuePair<string, object?>("error.type", errorCode));
    }

    // Called when a sink has found events on disk in the files of a set. Returns how many of them an earlier sink of this process has already
    // counted.
    public static long TakeOver(string logGroup, string set, long found)
    {
        lock (Gate) return Totals.TryGetValue(logGroup, out var totals) ? totals.TakeOver(set, found) : 0;
    }

    // Counts an event that arrived after the sink's end as emitted and lost, wherever the sink's counts are by now.
    public static void CountLate(IMeteredSink sink)
    {
        lock (Gate)
        {
            sink.Ledger.AddLate();
            if (Totals.TryGetValue(sink.LogGroup, out var totals)) totals.AddLateOf(sink);
        }
    }

    // Keeps the counts of a sink that ends. left is the number of events that it leaves on disk, by set of files.
    public static void Retire(IMeteredSink sink, IReadOnlyList<(string Set, long Events)> left)
    {
        lock (Gate)
        {
            if (Totals.TryGetValue(sink.LogGroup, out var totals)) totals.Retire(sink, left);
        }
    }

    static void Count(string name, string unit, string description, Func<SinkTotalCounts, long> read)
    {
        var instrument = _instruments++;
        Meter.CreateObservableCounter(Prefix + name, () => Observe(instrument, read), unit, description);
    }

    static void CountUpAndDown(string name, string unit, string description, Func<SinkTotalCounts, long> read)
    {
        var instrument = _instruments++;
        Meter.CreateObservableUpDownCounter(Prefix + name, () => Observe(instrument, read), unit, description);
    }

    static Measurement<long>[] Observe(int instrument, Func<SinkTotalCounts, long> read) =>
        [.. MetricsLook.For(instrument).Select(t => new Measurement<long>(read(t.Value), Group(t.Key)))];

    static Measurement<double>[] ObserveAge()
    {
        // Not a count of events, and read from disk: it is not part of the collection's snapshot and must not block callers.
        SinkTotals[] all;
        string[] groups;
        lock (Gate) (groups, all) = ([.. Totals.Keys], [.. Totals.Values]);
        return [.. groups.Zip(all, (g, t) => new Measurement<double>(t.OldestStored.TotalSeconds, Group(g)))];
    }

    static Measurement<long>[] ObserveLost(int instrument)
    {
        return [.. from total in MetricsLook.For(instrument)
                   from reason in Enum.GetValues<CloudWatchFailureReason>()
                   let lost = total.Value.Lost[(int)reason]
                   where lost > 0
                   select new Measurement<long>(lost, Group(total.Key), new("reason", reason.ToString()))];
    }

    static Measurement<long>[] ObserveBytes(int instrument)
    {
        return [.. from total in MetricsLook.For(instrument)
                   from level in Enum.GetValues<LogEventLevel>()
                   let bytes = total.Value.BytesByLevel[(int)level]
                   where bytes > 0
                   select new Measurement<long>(bytes, Group(total.Key), new("level", level.ToString()))];
    }

    // Returns the current counts of all log groups.
    public static Dictionary<string, SinkTotalCounts> LookAtAll()
    {
        lock (Gate) return Totals.ToDictionary(t => t.Key, t => t.Value.Counts());
    }

    static KeyValuePair<string, object?> Group(string name) => new("log_group", name);
}
