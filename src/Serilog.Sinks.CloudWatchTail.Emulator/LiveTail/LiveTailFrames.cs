using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// Encodes the messages of a session.
sealed class LiveTailFrames(WireProtocol protocol)
{
    public const string SessionTimeoutMessage = "Your Live Tail session has timed out.";

    // The SDKs accept messages of 24 MiB; the headers and the rest of the payload need only a little of that.
    const int ResultsLimit = 24 * 1024 * 1024 - 4096;

    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Sent first: Python's SDK accepts no stream without it.
    public byte[] InitialResponse() => Event("initial-response", "{}"u8.ToArray());

    public byte[] SessionStart(string requestId, string sessionId, LiveTailCriteria criteria) => Event("sessionStart", Write(json =>
    {
        json.WriteString("requestId"u8, requestId);
        json.WriteString("sessionId"u8, sessionId);
        WriteStrings(json, "logGroupIdentifiers", criteria.Identifiers);
        WriteStrings(json, "logStreamNames", criteria.StreamNames);
        WriteStrings(json, "logStreamNamePrefixes", criteria.StreamNamePrefixes);
        json.WriteString("logEventFilterPattern"u8, criteria.PatternText);
    }));

    // Encodes an update with as many events as one message can hold; the others are not shown, as in a sample.
    public byte[] SessionUpdate(ref LiveTailUpdate update, long ingestionTimeSkew)
    {
        var results = WriteResults(update.Results, ingestionTimeSkew, out var shown);
        if (shown < update.Results.Count) update = new([.. update.Results.Take(shown)], Sampled: true);
        var sampled = update.Sampled;
        return Event("sessionUpdate", Write(json =>
        {
            json.WriteStartObject("sessionMetadata"u8);
            json.WriteBoolean("sampled"u8, sampled);
            json.WriteEndObject();
            json.WritePropertyName("sessionResults"u8);
            json.WriteRawValue(results, skipInputValidation: true);
        }));
    }

    // Encodes an event whose payload is given in JSON.
    public byte[] Event(string type, ReadOnlyMemory<byte> payload) => EventStreamMessage.Encode(
        [(":message-type", "event"), (":event-type", type), (":content-type", protocol.EventContentType)], protocol.Write(payload).Span);

    // Encodes an error that the public model contains: a type and a body.
    public byte[] Exception(string type, string message) => EventStreamMessage.Encode(
        [(":message-type", "exception"), (":exception-type", type), (":content-type", protocol.EventContentType)],
        protocol.Write(Write(json => json.WriteString("message"u8, message))).Span);

    // Encodes an error that the public model does not contain, entirely in headers.
    public static byte[] Error(string code, string message) => EventStreamMessage.Encode(
        [(":message-type", "error"), (":error-code", code), (":error-message", message)], []);

    // Writes the array with as many of the first results as the limit allows.
    static byte[] WriteResults(IReadOnlyList<LiveTailResult> results, long ingestionTimeSkew, out int shown)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartArray();
        json.Flush();
        var length = buffer.WrittenCount;
        for (shown = 0; shown < results.Count; shown++)
        {
            var result = results[shown];
            json.WriteStartObject();
            json.WriteString("logStreamName"u8, result.LogStreamName);
            json.WriteString("logGroupIdentifier"u8, result.LogGroupIdentifier);
            json.WriteString("message"u8, result.Record.Message);
            json.WriteNumber("timestamp"u8, result.Record.Timestamp);
            json.WriteNumber("ingestionTime"u8, result.Record.IngestionTime + ingestionTimeSkew);
            json.WriteEndObject();
            json.Flush();
            if (buffer.WrittenCount > ResultsLimit) break;
            length = buffer.WrittenCount;
        }

        return [.. buffer.WrittenSpan[..length], (byte)']'];
    }

    static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
