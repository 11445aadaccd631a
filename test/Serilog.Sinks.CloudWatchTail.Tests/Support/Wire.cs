using Amazon.Runtime;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Emulator;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Requests for tests of the client.</summary>
static class Wire
{
    public static PutLogEventsRequest Put(params string[] messages) =>
        new("g", "s", PutBody("g", "s", [.. messages.Select(m => (1_700_000_000_000, m))]));

    public static PutLogEventsRequest CborPut(params string[] messages) =>
        new("g", "s", PutBody(PutLogEventsBody.Cbor, "g", "s", [.. messages.Select(m => (1_700_000_000_000, m))]));

    public static byte[] PutBody(string group, string stream, params (long Timestamp, string Message)[] events) =>
        PutBody(PutLogEventsBody.Json, group, stream, events);

    public static byte[] PutBody(PutLogEventsBody format, string group, string stream, params (long Timestamp, string Message)[] events)
    {
        using var body = new Utf8Buffer();
        format.AppendHead(body, group, stream);
        for (var i = 0; i < events.Length; i++)
        {
            if (i > 0) body.Append(format.Separator);
            format.AppendEntry(body, events[i].Timestamp, System.Text.Encoding.UTF8.GetBytes(events[i].Message));
        }

        body.Append(format.Foot);
        return body.WrittenSpan.ToArray();
    }

    public static CloudWatchLogsClient Client(CloudWatchLogsEmulator aws, Action<CloudWatchConnectionOptions>? change = null)
    {
        var options = new CloudWatchConnectionOptions();
        aws.Connect(options.UseEndpoint);
        change?.Invoke(options);
        return CloudWatchLogsClient.Create(options);
    }

    public static async Task<CloudWatchLogsException> FailureOf(Func<Task> call) =>
        (await call.Should().ThrowExactlyAsync<CloudWatchLogsException>()).Which;
}
