namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>Sends a finished body again and again: what no sink can go below.</summary>
static class RawPutsCase
{
    public static CaseResult Run(BenchCase bench, DrainClient drain)
    {
        var batch = FinishedBatch.Of(bench);
        var body = batch.ToBody([]);
        using var sender = new SignedSender(drain.Url);
        return PutsRun.Measure(bench, drain, batch, () => sender.SendAsync(body));
    }
}
