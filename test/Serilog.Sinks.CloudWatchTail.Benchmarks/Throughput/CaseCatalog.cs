namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>All cases, in the order of the table.</summary>
static class CaseCatalog
{
    const int Sustained = 500_000, Paced = 10_000;

    static readonly int[] OutageBytes = [100, 2_000, 20_000, 100_000, 500_000];

    static readonly string[] BothFormatters = [Formatters.Clef, Formatters.CloudWatchJson];

    /// <summary>The figures of the table, the two baselines beside them.</summary>
    public static IEnumerable<BenchCase> Table =>
    [
        .. BothFormatters.Select(f => new BenchCase("raw-puts", CaseKind.RawPuts, f, 1_000_000)),
        new BenchCase("raw-put-start", CaseKind.StartPut, Formatters.None, 1),
        .. FromTheStart("null-sink-", CaseKind.StartNull, Formatters.None),
        .. BothFormatters.SelectMany(f => FromTheStart("", CaseKind.Start, f)),
        .. AtEachPace("null-sink-", CaseKind.NullSink, Formatters.None),
        .. BothFormatters.SelectMany(f => AtEachPace("", CaseKind.Sink, f)),
        // With formatters of others.
        .. AtEachPace("foreign-", CaseKind.Sink, Formatters.CompactJson),
        new BenchCase("foreign-burst", CaseKind.Sink, Formatters.OutputTemplate, 200_000),
        // What a caller pays for an event that is queued, and for one that is held as a detail.
        Traced("null-sink-traced", CaseKind.NullSink),
        Traced("traced", CaseKind.Sink),
        Traced("held", CaseKind.Sink) with { Details = true },
        .. Peers("batching-", CaseKind.Batching, Formatters.None),
        .. Peers("opentelemetry-", CaseKind.OpenTelemetry, Formatters.None),
        .. Peers("async-file-", CaseKind.AsyncFile, Formatters.Clef),
        new BenchCase("latency50-serial", CaseKind.Sink, Formatters.Clef, 200_000) { DelayMs = 50, ConcurrentRequests = 1, WarmUpPuts = 20, WarmUpPace = 50_000, WarmUpEvents = 200_000 },
        new BenchCase("latency50", CaseKind.Sink, Formatters.Clef, 200_000) { DelayMs = 50, WarmUpPuts = 20, WarmUpPace = 50_000, WarmUpEvents = 200_000 },
        .. BothFormatters.Select(f => new BenchCase("gzip", CaseKind.Sink, f, 1_000_000) { Pace = Sustained / 2, WarmUpPace = Sustained / 2, Gzip = true }),
        .. BothFormatters.SelectMany(f => new[] { Cbor("sustained", f, 1_000_000) with { Pace = Sustained }, Cbor("burst", f, 200_000) }),
        .. BothFormatters.SelectMany(f => new[]
        {
            Emit("file-sink", CaseKind.FileSink, f),
            Emit("file-sink-buffered", CaseKind.BufferedFileSink, f),
            Emit("durable-emit", CaseKind.Durable, f),
        }),
        Emit("file-sink-threads-4", CaseKind.FileSink, Formatters.Clef) with { Threads = 4 },
        Emit("durable-emit-threads-4", CaseKind.Durable, Formatters.Clef) with { Threads = 4 },
        new BenchCase("file-sink-paced", CaseKind.FileSink, Formatters.Clef, 200_000) { Pace = Paced },
        new BenchCase("durable-burst", CaseKind.Durable, Formatters.Clef, 200_000),
        new BenchCase("durable-paced", CaseKind.Durable, Formatters.Clef, 200_000) { Pace = Paced },
        .. BothFormatters.Select(f => new BenchCase("durable-backlog", CaseKind.DurableBacklog, f, 1_000_000) { WarmUpEvents = 200_000, WarmUpPuts = 0 }),
        new BenchCase("copy-1mb", CaseKind.CopyBody, Formatters.Clef, 1_000_000),
        new BenchCase("build-1mb", CaseKind.BuildBody, Formatters.Clef, 1_000_000),
        new BenchCase("cbor-build-1mb", CaseKind.BuildBody, Formatters.Clef, 1_000_000) { Protocol = CloudWatchProtocol.Cbor },
        .. BothFormatters.Select(f => new BenchCase("tail", CaseKind.Tail, f, 2_000_000)),
        .. OutageBytes.Select(b => new BenchCase($"null-sink-outage-{b}", CaseKind.Outage, Formatters.None, 0) { MessageBytes = b }),
        .. OutageBytes.Select(b => new BenchCase($"outage-{b}", CaseKind.Outage, Formatters.CloudWatchJson, 0) { MessageBytes = b }),
        new BenchCase("null-sink-idle", CaseKind.NullSink, Formatters.None, 0) { IdleSeconds = 20, RestMs = 40_000 },
        new BenchCase("idle", CaseKind.Sink, Formatters.Clef, 0) { IdleSeconds = 20, RestMs = 40_000 },
    ];

    /// <summary>The same work in other proportions: what grows with it must grow evenly.</summary>
    public static IEnumerable<BenchCase> Scaling =>
    [
        .. new[] { 100, 1_000, 10_000, 100_000 }.Select(bytes => Scaled($"size-{bytes}", 200_000_000 / Math.Max(bytes, 1_000)) with { MessageBytes = bytes }),
        .. new[] { 1, 10, 100, 1_000 }.Select(streams => Scaled($"streams-{streams}", 1_000_000) with { Streams = streams }),
        .. new[] { 0, 5, 10, 20, 40 }.Select(properties => Scaled($"properties-{properties}", 1_000_000 / (1 + properties / 5)) with { Properties = properties }),
        .. new[] { 1, 2, 4, 8, 16 }.Select(threads => Scaled($"threads-{threads}", 1_000_000) with { Threads = threads }),
    ];

    static IEnumerable<BenchCase> AtEachPace(string prefix, CaseKind kind, string formatter) =>
    [
        new BenchCase(prefix + "sustained", kind, formatter, 1_000_000) { Pace = Sustained },
        new BenchCase(prefix + "burst", kind, formatter, 200_000),
        new BenchCase(prefix + "cold", kind, formatter, 200_000) { WarmUpEvents = 20_000, WarmUpPuts = 0, WarmUpPace = 0 },
        new BenchCase(prefix + "paced", kind, formatter, 200_000) { Pace = Paced },
    ];

    // From the start of a process, all included: to the first event delivered, and over the first half minute.
    static IEnumerable<BenchCase> FromTheStart(string prefix, CaseKind kind, string formatter) =>
    [
        new BenchCase(prefix + "start", kind, formatter, 1),
        new BenchCase(prefix + "half-minute", kind, formatter, 30 * Paced) { Pace = Paced },
    ];

    // Other ways, beside the sink: each sends or writes all that it was given before the case ends.
    static IEnumerable<BenchCase> Peers(string prefix, CaseKind kind, string formatter) =>
    [
        new BenchCase(prefix + "sustained", kind, formatter, 1_000_000) { Pace = Sustained, WarmUpPuts = 0 },
        new BenchCase(prefix + "burst", kind, formatter, 200_000) { WarmUpPuts = 0 },
    ];

    // Beside the cases of the same pace, which are in JSON.
    static BenchCase Cbor(string pace, string formatter, int events) => new("cbor-" + pace, CaseKind.Sink, formatter, events) { Protocol = CloudWatchProtocol.Cbor };

    static BenchCase Traced(string name, CaseKind kind) =>
        new(name + "-sustained", kind, kind == CaseKind.NullSink ? Formatters.None : Formatters.CloudWatchJson, 1_000_000) { Pace = Sustained, WarmUpPuts = 0, Traced = true };

    static BenchCase Emit(string name, CaseKind kind, string formatter) =>
        new(name, kind, formatter, 500_000) { WarmUpEvents = 500_000, WarmUpPuts = 0, WarmUpPace = 100_000 };

    static BenchCase Scaled(string name, int events) =>
        new(name, CaseKind.Sink, Formatters.Clef, events) { WarmUpEvents = events, WarmUpPuts = 0, BlockWhenFull = true };
}
