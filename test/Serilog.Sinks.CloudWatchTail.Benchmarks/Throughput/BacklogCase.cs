namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>
/// An outage, then its end: events are left on the disk by a sink that cannot send, and sent by the next one, which has the same destination. Only the
/// sending is measured.
/// </summary>
static class BacklogCase
{
    public static CaseResult Run(BenchCase bench, DrainClient drain)
    {
        using var folder = new CaseFolder();
        var source = new EventSource(bench);
        LeaveBehind(bench, drain, source, folder, bench.WarmUpEvents);
        Send(bench, drain, folder);
        LeaveBehind(bench, drain, source, folder, bench.Events);

        Thread.Sleep(bench.RestMs);
        var sentBefore = drain.Counts();
        var before = ProcessUsage.AtStart();
        Send(bench, drain, folder);
        var after = ProcessUsage.AtEnd();
        return Results.Of(bench, bench.Events, before, after, default, sentBefore, drain.Counts(), RenderedEvents.MeanBytes(bench));
    }

    static void LeaveBehind(BenchCase bench, DrainClient drain, EventSource source, CaseFolder folder, int count)
    {
        var logger = LoggerCase.CreateCloudWatchLogger(bench, drain.Url, folder.GetFile("buffer"), outage: true);
        Callers.Run(bench, logger, source, count, pace: 0);
        logger.Dispose();
    }

    static void Send(BenchCase bench, DrainClient drain, CaseFolder folder)
    {
        using var logger = LoggerCase.CreateCloudWatchLogger(bench, drain.Url, folder.GetFile("buffer"));
        CloudWatchSinks.FlushAllAsync().GetAwaiter().GetResult();
    }
}
