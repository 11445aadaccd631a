using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Emit.Streams;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>From events that are rendered already to a put that is answered.</summary>
static class BodyCase
{
    /// <summary>Finished entries copied one after the other, hashed and sent by a bare HttpClient.</summary>
    public static CaseResult RunCopy(BenchCase bench, DrainClient drain)
    {
        var batch = FinishedBatch.Of(bench);
        var pieces = new List<byte[]>();
        batch.ToBody(pieces);
        using var body = new Utf8Buffer();
        using var sender = new SignedSender(drain.Url);
        return PutsRun.Measure(bench, drain, batch, () =>
        {
            body.Clear();
            foreach (var piece in pieces) body.Append(piece);
            return sender.SendAsync(body.WrittenMemory);
        });
    }

    /// <summary>Messages written into the sink's own batch, sealed, hashed and sent by its client.</summary>
    public static CaseResult RunBuild(BenchCase bench, DrainClient drain)
    {
        var batch = FinishedBatch.Of(bench);
        var connection = new CloudWatchConnectionOptions { ServiceUrl = drain.Url, Region = "eu-west-1", Credentials = LoggerCase.Credentials(), Protocol = bench.Protocol };
        using var client = CloudWatchLogsClient.Create(connection);
        var captured = new CapturedEvents();
        foreach (var rendered in batch.Events) captured.Add(rendered.Event);
        var stream = new StreamBatches(new StreamName("web-1"));
        var owner = new PageOwner(captured);
        using var packed = new PackedBatch(PutLogEventsBody.Of(bench.Protocol), new BodyChunks());
        return PutsRun.Measure(bench, drain, batch, async () =>
        {
            packed.Begin(LoggerCase.LogGroup, stream, owner, 0);
            for (var i = 0; i < captured.Count; i++) packed.Add(i, batch.Events[i].Timestamp, batch.Events[i].Message);
            packed.Seal();
            await client.PutLogEventsAsync(new PutLogEventsRequest(LoggerCase.LogGroup, stream.Name, packed.Body), CancellationToken.None);
            packed.Reset();
        });
    }
}
