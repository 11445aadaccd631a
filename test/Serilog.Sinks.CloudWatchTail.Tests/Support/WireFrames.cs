using System.Text;
using Amazon.Runtime.EventStreams;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Event-stream messages, put together by the SDK's own encoder.</summary>
static class WireFrames
{
    public static byte[] InitialResponse() => Event("initial-response", "{}");

    public static byte[] SessionStart() => Event(
        "sessionStart",
        """{"requestId":"r","sessionId":"s","logGroupIdentifiers":["arn:aws:logs:eu-west-1:123456789012:log-group:g"],"logStreamNames":[],"logStreamNamePrefixes":[],"logEventFilterPattern":""}""");

    public static byte[] SessionUpdate(bool sampled, params string[] messages) => Event(
        "sessionUpdate",
        $$"""{"sessionMetadata":{"sampled":{{(sampled ? "true" : "false")}}},"sessionResults":[{{string.Join(",", messages.Select(Result))}}]}""");

    public static byte[] Event(string type, string payload) =>
        Message(payload, (":message-type", "event"), (":event-type", type), (":content-type", "application/json"));

    public static byte[] Exception(string type, string payload) =>
        Message(payload, (":message-type", "exception"), (":exception-type", type), (":content-type", "application/json"));

    public static byte[] Error(string code, string message) =>
        Message("", (":message-type", "error"), (":error-code", code), (":error-message", message));

    public static byte[] Message(string payload, params (string Name, string Value)[] headers)
    {
        var list = headers.Select(h =>
        {
            IEventStreamHeader header = new EventStreamHeader(h.Name);
            header.SetString(h.Value);
            return header;
        });
        return new EventStreamMessage([.. list], Encoding.UTF8.GetBytes(payload)).ToByteArray();
    }

    static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text, Relaxed);

    static string Result(string message) =>
        $$"""{"logStreamName":"s","logGroupIdentifier":"123456789012:g","message":{{Json(message)}},"timestamp":1700000000000,"ingestionTime":1700000000500}""";
}
