namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The results as a table of Markdown, which reads well on a terminal too.</summary>
static class ResultTable
{
    static readonly (string Head, int Width, Func<CaseResult, string> Cell)[] Columns =
    [
        ("case", 20, r => r.Case),
        ("formatter", 15, r => r.Formatter),
        ("events", 9, r => $"{r.Events}"),
        ("delivered", 9, r => $"{r.Delivered}"),
        ("CPU µs", 7, r => $"{r.CpuUsPerEvent:0.000}"),
        ("caller ns", 9, r => $"{r.CallerCpuNsPerEvent:0}"),
        ("alloc B", 8, r => $"{r.AllocBytesPerEvent:0.0}"),
        ("caller B", 8, r => $"{r.CallerAllocBytesPerEvent:0.0}"),
        ("RSS MB", 6, r => $"{r.PeakRssMb:0}"),
        ("requests", 8, r => $"{r.Requests}"),
        ("message B", 9, r => $"{r.MessageBytesPerEvent:0.0}"),
        ("wire B", 8, r => $"{r.WireBytesPerEvent:0.0}"),
        ("JIT µs", 7, r => $"{r.JitUsPerEvent:0.000}"),
        ("wall s", 7, r => $"{r.WallS:0.000}"),
        ("events/s", 9, r => $"{r.EventsPerSecond:0}"),
        ("GC µs", 6, r => $"{r.GcPauseUsPerEvent:0.000}"),
        ("GCs", 9, r => r.Collections),
        ("methods", 7, r => r.JitMethods > 0 ? $"{r.JitMethods}" : ""),
        ("wakes/s", 8, r => $"{r.WakeUpsPerSecond:0.0}"),
    ];

    public static void PrintHead(TextWriter output)
    {
        Print(output, c => c.Head);
        output.WriteLine("|" + string.Concat(Columns.Select((c, i) => new string('-', c.Width + 1) + (i < 2 ? "-|" : ":|"))));
    }

    public static void PrintRow(TextWriter output, CaseResult result) => Print(output, c => c.Cell(result));

    static void Print(TextWriter output, Func<(string Head, int Width, Func<CaseResult, string> Cell), string> text) =>
        output.WriteLine("|" + string.Concat(Columns.Select((c, i) => i < 2 ? $" {text(c).PadRight(c.Width)} |" : $" {text(c).PadLeft(c.Width)} |")));
}
