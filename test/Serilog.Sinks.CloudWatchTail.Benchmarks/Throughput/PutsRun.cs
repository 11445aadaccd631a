namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>One put after the other, warmed up and measured.</summary>
static class PutsRun
{
    public static CaseResult Measure(BenchCase bench, DrainClient drain, FinishedBatch batch, Func<Task> put)
    {
        SendAsync(put, bench.WarmUpPuts).GetAwaiter().GetResult();
        Thread.Sleep(bench.RestMs);

        var puts = Math.Max(1, bench.Events / batch.Events.Count);
        var sentBefore = drain.Counts();
        var before = ProcessUsage.AtStart();
        SendAsync(put, puts).GetAwaiter().GetResult();
        var after = ProcessUsage.AtEnd();
        return Results.Of(bench, (long)puts * batch.Events.Count, before, after, default, sentBefore, drain.Counts(), batch.MeanMessageBytes);
    }

    static async Task SendAsync(Func<Task> put, int times)
    {
        for (var i = 0; i < times; i++) await put();
    }
}
