using System.Runtime;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>
/// The process of a case that measures from the start of its process: nothing runs in it before the logger that the logger does not need. Its command line is
/// plain text, since reading JSON would compile more than the sink does.
/// </summary>
static class StartCase
{
    /// <summary>The arguments of a case's process.</summary>
    /// <param name="started">The time stamp at which it was started.</param>
    public static string[] Arguments(BenchCase bench, string url, long started) =>
        ["start", bench.Name, bench.Kind.ToString(), bench.Formatter, $"{bench.Events}", $"{bench.Pace}", url, $"{started}"];

    public static int Run(string[] arguments)
    {
        var bench = new BenchCase(arguments[1], arguments[2] switch
        {
            nameof(CaseKind.StartNull) => CaseKind.StartNull,
            nameof(CaseKind.StartPut) => CaseKind.StartPut,
            _ => CaseKind.Start,
        }, arguments[3], int.Parse(arguments[4])) { Pace = int.Parse(arguments[5]) };
        var url = arguments[6];
        if (bench.Kind == CaseKind.StartPut) Put(url);
        else Log(bench, url);

        var after = ProcessUsage.AtEnd();
        var methods = JitInfo.GetCompiledMethodCount(currentThread: false);
        using var drain = new DrainClient(url);
        var before = default(ProcessUsage) with { Timestamp = long.Parse(arguments[7]) };
        var sent = bench.Kind == CaseKind.StartNull ? new DrainCounts(0, 0, 0) : drain.Counts();
        var result = Results.Of(bench, bench.Events, before, after, default, new DrainCounts(0, 0, 0), sent, 0);
        Console.WriteLine(JsonSerializer.Serialize(result with
        {
            // Here compiling belongs to what is measured, and most of it happens on the threads that run the code.
            CpuUsPerEvent = Math.Round(after.CpuUs / bench.Events, 4),
            JitUsPerEvent = Math.Round(Math.Min(after.JitUs, after.CpuUs) / bench.Events, 4),
            JitMethods = methods,
        }, CaseRunner.Json));
        return 0;
    }

    static void Put(string url)
    {
        using var sender = new SignedSender(url);
        sender.SendAsync("{\"timestamp\":"u8.ToArray()).GetAwaiter().GetResult();
    }

    static void Log(BenchCase bench, string url)
    {
        var logger = bench.Kind == CaseKind.StartNull ? LoggerCase.CreateNullLogger() : LoggerCase.CreateCloudWatchLogger(bench, url, null);
        var source = new EventSource(bench);
        Callers.Run(bench, logger, source, bench.Events, bench.Pace);
        if (bench.Kind == CaseKind.Start) LoggerCase.Flush();
    }
}
