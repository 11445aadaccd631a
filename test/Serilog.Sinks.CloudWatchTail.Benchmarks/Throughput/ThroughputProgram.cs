using System.Diagnostics;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Runs the cases one after the other, each in a process of its own against one server process, and prints what they measured.</summary>
static class ThroughputProgram
{
    public static int Run(ThroughputArguments arguments)
    {
        using var server = ChildProcess.Start("drain");
        var url = server.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
        var results = new List<CaseResult>();
        if (!arguments.Json) ResultTable.PrintHead(Console.Out);
        foreach (var bench in arguments.Cases())
        {
            for (var i = 0; i < arguments.Repeat; i++)
            {
                if (RunCase(bench, url) is not { } result) return 1;
                results.Add(result);
                if (arguments.Json) Console.WriteLine(JsonSerializer.Serialize(result, CaseRunner.Json));
                else ResultTable.PrintRow(Console.Out, result);
            }
        }

        server.StandardInput.Close();
        server.WaitForExit();
        if (arguments.Report is { } folder) Report.Write(folder, results);
        return 0;
    }

    static CaseResult? RunCase(BenchCase bench, string url)
    {
        // What a case warms up with, and what it sends from its start, is its own.
        using (var drain = new DrainClient(url)) drain.Reset();
        using var process = bench.Kind is CaseKind.Start or CaseKind.StartNull or CaseKind.StartPut
            ? ChildProcess.Start(StartCase.Arguments(bench, url, TimeProvider.System.GetTimestamp()))
            : ChildProcess.Start("case", JsonSerializer.Serialize(bench, CaseRunner.Json), url);
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return JsonSerializer.Deserialize<CaseResult>(line, CaseRunner.Json);
        Console.Error.WriteLine($"Case {bench.Name} ended with code {process.ExitCode}.");
        return null;
    }
}
