using System.Text;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.EventStreams.Internal;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>What the service would send of the events of a case: updates of 500, framed by the SDK's own encoder.</summary>
static class TailFrames
{
    const int EventsPerUpdate = 500;

    public static List<byte[]> Of(IReadOnlyList<RenderedEvent> events) => [.. events.Chunk(EventsPerUpdate).Select(Frame)];

    static byte[] Frame(RenderedEvent[] events)
    {
        var results = string.Join(',', events.Select(e =>
            $$"""{"logStreamName":"web-1","logGroupIdentifier":"123456789012:/shop/orders","message":"{{Escape(e.Message)}}","timestamp":{{e.Timestamp}},"ingestionTime":{{e.Timestamp + 500}}}"""));
        var payload = $$"""{"sessionMetadata":{"sampled":false},"sessionResults":[{{results}}]}""";
        IEventStreamHeader[] headers = [Header(":message-type", "event"), Header(":event-type", "sessionUpdate"), Header(":content-type", "application/json")];
        return new EventStreamMessage([.. headers], Encoding.UTF8.GetBytes(payload)).ToByteArray();
    }

    static string Escape(byte[] message) =>
        Encoding.UTF8.GetString(message).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    static IEventStreamHeader Header(string name, string value)
    {
        IEventStreamHeader header = new EventStreamHeader(name);
        header.SetString(value);
        return header;
    }
}
