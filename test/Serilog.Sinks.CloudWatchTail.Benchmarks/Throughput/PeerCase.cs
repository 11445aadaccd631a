using Serilog.Configuration;
using Serilog.Core;
using Serilog.Sinks.OpenTelemetry;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>
/// Other ways to take events off the caller's thread. They have no flush that keeps the logger usable: the warm-up has a logger of its own, and disposal is
/// part of what is measured.
/// </summary>
static class PeerCase
{
    // The sink's own batches, by count. No events are dropped, as the sink drops none at these paces.
    const int BatchSize = 10_000, QueueLimit = 2_000_000;

    public static CaseResult Run(BenchCase bench, DrainClient drain)
    {
        using var folder = new CaseFolder();
        var source = new EventSource(bench);
        using (var warmUp = CreateLogger(bench, drain.Url, folder.GetFile("warm-up.log")))
            Callers.Run(bench, warmUp, source, bench.WarmUpEvents, bench.WarmUpPace);

        var logger = CreateLogger(bench, drain.Url, folder.GetFile("file.log"));
        Thread.Sleep(bench.RestMs);
        var sentBefore = drain.Counts();
        var before = ProcessUsage.AtStart();
        var caller = Callers.Run(bench, logger, source, bench.Events, bench.Pace);
        logger.Dispose();
        var after = ProcessUsage.AtEnd();
        return Results.Of(bench, bench.Events, before, after, caller, sentBefore, drain.Counts(), 0);
    }

    static Logger CreateLogger(BenchCase bench, string url, string file)
    {
        var batching = new BatchingOptions { BatchSizeLimit = BatchSize, BufferingTimeLimit = TimeSpan.FromSeconds(2), QueueLimit = QueueLimit };
        var to = LoggerCase.Configure(bench.Properties).WriteTo;
        return (bench.Kind switch
        {
            CaseKind.Batching => to.Sink(new NullBatchSink(), batching),
            CaseKind.OpenTelemetry => to.OpenTelemetry(options =>
            {
                options.Endpoint = url;
                options.Protocol = OtlpProtocol.HttpProtobuf;
                options.BatchingOptions.BatchSizeLimit = batching.BatchSizeLimit;
                options.BatchingOptions.BufferingTimeLimit = batching.BufferingTimeLimit;
                options.BatchingOptions.QueueLimit = batching.QueueLimit;
            }),
            _ => to.Async(
                async => async.File(Formatters.Create(bench.Formatter), file, fileSizeLimitBytes: null),
                bufferSize: QueueLimit,
                blockWhenFull: true),
        }).CreateLogger();
    }
}
