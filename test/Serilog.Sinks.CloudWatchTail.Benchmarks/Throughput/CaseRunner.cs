using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The process of one case: runs it and prints its result as one line of JSON.</summary>
static class CaseRunner
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static int Run(string caseJson, string drainUrl)
    {
        var bench = JsonSerializer.Deserialize<BenchCase>(caseJson, Json)!;
        using var drain = new DrainClient(drainUrl);
        drain.SetDelay(bench.DelayMs);
        var result = bench.Kind switch
        {
            CaseKind.RawPuts => RawPutsCase.Run(bench, drain),
            CaseKind.CopyBody => BodyCase.RunCopy(bench, drain),
            CaseKind.BuildBody => BodyCase.RunBuild(bench, drain),
            CaseKind.Outage => OutageCase.Run(bench),
            CaseKind.Tail => TailCase.Run(bench),
            CaseKind.Batching or CaseKind.OpenTelemetry or CaseKind.AsyncFile => PeerCase.Run(bench, drain),
            CaseKind.DurableBacklog => BacklogCase.Run(bench, drain),
            _ => LoggerCase.Run(bench, drain),
        };
        Console.WriteLine(JsonSerializer.Serialize(result, Json));
        return 0;
    }
}
