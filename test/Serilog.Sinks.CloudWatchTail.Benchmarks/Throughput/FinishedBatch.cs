using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emit.Batches;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>As many rendered events as one put may take.</summary>
sealed class FinishedBatch
{
    const string LogStream = "web-1";

    FinishedBatch(IReadOnlyList<RenderedEvent> events)
    {
        Events = events;
    }

    public IReadOnlyList<RenderedEvent> Events { get; }

    public double MeanMessageBytes => Events.Average(e => e.Message.Length);

    public static FinishedBatch Of(BenchCase bench)
    {
        var size = 0;
        return new FinishedBatch([.. RenderedEvents.Render(bench, PutLogEventsLimits.MaxEvents).TakeWhile(e =>
            (size += e.Message.Length + PutLogEventsLimits.BytesPerEvent) <= PutLogEventsLimits.MaxBytes)]);
    }

    /// <summary>The body, and the entries it was made of: one after the other they are the body.</summary>
    public byte[] ToBody(List<byte[]> pieces)
    {
        using var body = new Utf8Buffer();
        var cut = 0;
        PutLogEventsBody.Json.AppendHead(body, LoggerCase.LogGroup, LogStream);
        foreach (var rendered in Events)
        {
            if (pieces.Count > 0) body.Append(PutLogEventsBody.Json.Separator);
            PutLogEventsBody.Json.AppendEntry(body, rendered.Timestamp, rendered.Message);
            pieces.Add(body.WrittenSpan[cut..].ToArray());
            cut = body.Length;
        }

        body.Append(PutLogEventsBody.Json.Foot);
        pieces.Add(body.WrittenSpan[cut..].ToArray());
        return body.WrittenSpan.ToArray();
    }
}
