namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Writes BENCHMARKS.md and its charts.</summary>
static class Report
{
    const string Charts = "charts";

    static readonly (string Prefix, string Title, string Axis)[] Scalings =
    [
        ("size-", "The length of a message", "bytes"),
        ("streams-", "The number of streams", "streams"),
        ("properties-", "The number of further properties", "properties"),
        ("threads-", "The number of threads that log", "threads"),
    ];

    static readonly (string Label, string Case, string? Formatter)[] Peers =
    [
        ("Serilog, null sink", "null-sink-burst", null),
        ("Serilog's batching, null sink", "batching-burst", null),
        ("this sink, CLEF", "burst", Formatters.Clef),
        ("this sink, CloudWatch JSON", "burst", Formatters.CloudWatchJson),
        ("Serilog.Sinks.Async + File, CLEF", "async-file-burst", null),
        ("Serilog.Sinks.OpenTelemetry", "opentelemetry-burst", null),
    ];

    public static void Write(string folder, IReadOnlyList<CaseResult> results)
    {
        Directory.CreateDirectory(Path.Combine(folder, Charts));
        using var output = new StreamWriter(Path.Combine(folder, "BENCHMARKS.md"));
        output.WriteLine($"""
            # Benchmarks

            What the sink costs, measured by its own program on {DateTime.UtcNow:yyyy-MM-dd}, on {Machine.Describe()}.

            ```sh
            dotnet run -c Release --project test/Serilog.Sinks.CloudWatchTail.Benchmarks -- throughput --report test/Serilog.Sinks.CloudWatchTail.Benchmarks
            ```

            The sink runs in one process, a server that reads, counts and answers in another, on the same machine. Each case has a process of its own, which warms
            up first: 1,000,000 events and at least 200 puts at 500,000 events a second, then two seconds of rest. Events are
            `Order {"{OrderId}"} for {"{Customer}"} took {"{Elapsed}"} ms` with two enriched properties. Processor time is user and system time of the whole process, less what was
            spent compiling. Two baselines stand in the same run: Serilog with a sink that does nothing, and signed puts of a finished body by a bare HttpClient.
            Machines differ, and one machine differs from hour to hour: compare rows with their baselines, not with another machine's.

            `sustained` is 1,000,000 events at 500,000 a second, `burst` 200,000 in a tight loop, `cold` the same after a warm-up of only 20,000 events, `paced` 10,000 a
            second for 20 seconds, `start` a process from its start to its first event delivered, `half-minute` from its start over 30 seconds of 10,000 events each (both
            with all that was spent compiling, and at their side the number of methods compiled), `latency50` 200,000 with a server that takes 50 ms to answer, `-serial` with one request at a time.

            ## In short

            """);
        Figures.Print(output, results);
        WritePeers(folder, output, results);
        output.WriteLine("\n## All cases\n");
        ResultTable.PrintHead(output);
        foreach (var result in results) ResultTable.PrintRow(output, result);
        output.WriteLine("\n## How the cost grows\n");
        output.WriteLine("Processor time for an event (for the length of a message, for a kilobyte of it), as the work grows; callers wait for room.\n");
        foreach (var (prefix, title, axis) in Scalings) WriteChart(folder, output, results, prefix, title, axis);
    }

    static void WritePeers(string folder, StreamWriter output, IReadOnlyList<CaseResult> results)
    {
        var bars = Peers.SelectMany(p => results.Where(r => r.Case == p.Case && (p.Formatter is null || r.Formatter == p.Formatter)).Select(r => (p.Label, r.CpuUsPerEvent))).ToList();
        if (bars.Count == 0) return;
        output.WriteLine("\n## Beside other ways\n");
        output.WriteLine("Processor time for an event in a warm burst of 200,000, all of it sent or written. OpenTelemetry's server answers 200 to protobuf over HTTP, unsigned.\n");
        System.IO.File.WriteAllText(Path.Combine(folder, Charts, "peers.svg"), BarChart.Draw("Beside other ways", "CPU µs per event", bars));
        output.WriteLine($"![Beside other ways]({Charts}/peers.svg)");
    }

    static void WriteChart(string folder, StreamWriter output, IReadOnlyList<CaseResult> results, string prefix, string title, string axis)
    {
        var bySize = prefix == "size-";
        var points = results
            .Where(r => r.Case.StartsWith(prefix, StringComparison.Ordinal))
            .Select(r => (double.Parse(r.Case[prefix.Length..]), bySize ? r.CpuUsPerEvent * 1000 / r.MessageBytesPerEvent : r.CpuUsPerEvent))
            .ToList();
        if (points.Count == 0) return;
        var file = $"{Charts}/{prefix.TrimEnd('-')}.svg";
        System.IO.File.WriteAllText(Path.Combine(folder, file), Chart.Draw(title, axis, bySize ? "CPU µs per kilobyte" : "CPU µs per event", points));
        output.WriteLine($"![{title}]({file})\n");
    }
}
