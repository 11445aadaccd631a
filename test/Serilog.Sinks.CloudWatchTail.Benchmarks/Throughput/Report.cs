namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

static class Report
{
    public static void Write(string folder, IReadOnlyList<CaseResult> results)
    {
        using var output = new StreamWriter(Path.Combine(folder, "BENCHMARKS.md"));
        ResultTable.PrintHead(output);
        foreach (var result in results) ResultTable.PrintRow(output, result);
    }
}
