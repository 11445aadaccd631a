namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The rows of the table set against their baselines.</summary>
sealed class Figures(IReadOnlyList<CaseResult> results)
{
    const double PutBytes = 1_048_576, BytesPerEvent = 26;

    static readonly string[] Paces = ["sustained", "burst", "cold", "paced"];

    public static void Print(TextWriter output, IReadOnlyList<CaseResult> results)
    {
        var figures = new Figures(results);
        output.WriteLine("| figure | CLEF | CloudWatch JSON |");
        output.WriteLine("|---|--:|--:|");
        foreach (var pace in Paces) figures.Row(output, $"CPU an event, `{pace}`, over the null sink (and both, as a multiple of it)", r => figures.Over(r, pace), pace);
        figures.Row(output, "CPU an event, `cold`", r => $"{r.CpuUsPerEvent:0.00} µs", "cold");
        figures.Row(output, "caller's CPU an event, `sustained`, over the null sink", r => $"{r.CallerCpuNsPerEvent - figures.Null("sustained")?.CallerCpuNsPerEvent:0} ns", "sustained");
        figures.Row(output, "allocated an event by all threads, `sustained`, over the null sink", r => $"{r.AllocBytesPerEvent - figures.Null("sustained")?.AllocBytesPerEvent:0.0} B", "sustained");
        figures.Row(output, "bytes on the wire for a byte of message", r => $"{r.WireBytesPerEvent / r.MessageBytesPerEvent:0.00}", "sustained");
        figures.Row(output, "requests, and the least that the limits allow", r => $"{r.Requests} / {Least(r)}", "sustained");
        figures.Row(output, "most memory resident, `cold`", r => $"{r.PeakRssMb:0} MB", "cold");
        figures.Row(output, "50 ms a request: wall time against one request at a time", r => Ratio(r.WallS, figures.Find("latency50-serial", r.Formatter)?.WallS), "latency50");
        figures.Row(output, "a body of 1 MB built and sent, against copying, hashing and sending it", r => Ratio(r.CpuUsPerEvent, figures.Find("copy-1mb", r.Formatter)?.CpuUsPerEvent), "build-1mb");
        figures.Row(output, "gzip: bytes on the wire, and CPU, against none", r => $"{Ratio(r.WireBytesPerEvent, figures.Find("sustained", r.Formatter)?.WireBytesPerEvent)}, {Ratio(r.CpuUsPerEvent, figures.Find("sustained", r.Formatter)?.CpuUsPerEvent)}", "gzip");
        figures.Row(output, "CBOR: bytes on the wire, and CPU, `sustained`, against JSON", r => $"{Ratio(r.WireBytesPerEvent, figures.Find("sustained", r.Formatter)?.WireBytesPerEvent)}, {Ratio(r.CpuUsPerEvent, figures.Find("sustained", r.Formatter)?.CpuUsPerEvent)}", "cbor-sustained");
        figures.Row(output, "durable mode: caller's CPU against Serilog.Sinks.File with the same formatter", r => Ratio(r.CallerCpuNsPerEvent, figures.Find("file-sink", r.Formatter)?.CallerCpuNsPerEvent), "durable-emit");
        figures.Row(output, "durable mode: events a second from a backlog", r => $"{r.EventsPerSecond:N0}", "durable-backlog");
        figures.Row(output, "tail: events a second from frames to LogEvents, one core", r => $"{r.EventsPerSecond:N0}", "tail");
    }

    static double Least(CaseResult r) => Math.Max(Math.Ceiling(r.Events / 10_000.0), Math.Ceiling(r.Events * (r.MessageBytesPerEvent + BytesPerEvent) / PutBytes));

    static string Ratio(double value, double? baseline) => baseline is > 0 ? $"{value / baseline:0.00}" : "–";

    string Over(CaseResult r, string pace) => Null(pace) is { } nothing ? $"{r.CpuUsPerEvent - nothing.CpuUsPerEvent:+0.00;-0.00} µs ({Ratio(r.CpuUsPerEvent, nothing.CpuUsPerEvent)})" : "–";

    CaseResult? Null(string pace) => results.FirstOrDefault(r => r.Case == "null-sink-" + pace);

    CaseResult? Find(string name, string formatter) => results.FirstOrDefault(r => r.Case == name && r.Formatter == formatter);

    void Row(TextWriter output, string figure, Func<CaseResult, string> cell, string name)
    {
        string Cell(string formatter) => Find(name, formatter) is { } result ? cell(result) : "–";
        output.WriteLine($"| {figure} | {Cell(Formatters.Clef)} | {Cell(Formatters.CloudWatchJson)} |");
    }
}
