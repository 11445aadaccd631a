using System.Formats.Cbor;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serilog.Sinks.CloudWatchTail.Emulator;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A client of the emulator that speaks Smithy RPC v2 with CBOR: bodies are made and read by System.Formats.Cbor.</summary>
static class EmulatorCbor
{
    const string Path = "/service/Logs_20140328/operation/";

    public static byte[] Encode(object value, bool definite = false)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, convertIndefiniteLengthEncodings: definite);
        Write(writer, JsonSerializer.SerializeToNode(value));
        return writer.Encode();
    }

    /// <summary>What a body means, in JSON, so that the two protocols can be compared.</summary>
    public static JsonNode? Decode(byte[] body)
    {
        var reader = new CborReader(body, CborConformanceMode.Strict);
        var value = Read(reader);
        reader.BytesRemaining.Should().Be(0);
        return value;
    }

    public static HttpRequestMessage Request(this EmulatorHttp http, CloudWatchLogsEmulator aws, string operation, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, aws.ServiceUrl + Path + operation) { Content = new ByteArrayContent(body) };
        if (body.Length > 0) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/cbor");
        request.Headers.Add("smithy-protocol", "rpc-v2-cbor");
        request.Headers.Add("Accept", "application/cbor");
        EmulatorSigner.Sign(request, body, aws.Credentials, aws.Region, http.Now);
        return request;
    }

    public static async Task<EmulatorAnswer> SendCborAsync(this EmulatorHttp http, CloudWatchLogsEmulator aws, string operation, byte[] body)
    {
        using var request = http.Request(aws, operation, body);
        return await http.SendAsync(request);
    }

    static void Write(CborWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNull();
                break;
            case JsonObject members:
                writer.WriteStartMap(null);
                foreach (var (name, value) in members)
                {
                    writer.WriteTextString(name);
                    Write(writer, value);
                }

                writer.WriteEndMap();
                break;
            case JsonArray items:
                writer.WriteStartArray(null);
                foreach (var item in items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                writer.WriteTextString(value.GetValue<string>());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                writer.WriteInt64(value.Deserialize<long>());
                break;
            default:
                writer.WriteBoolean(node.GetValue<bool>());
                break;
        }
    }

    static JsonNode? Read(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                var members = new JsonObject();
                reader.ReadStartMap();
                while (reader.PeekState() != CborReaderState.EndMap) members.Add(reader.ReadTextString(), Read(reader));
                reader.ReadEndMap();
                return members;
            case CborReaderState.StartArray:
                var items = new JsonArray();
                reader.ReadStartArray();
                while (reader.PeekState() != CborReaderState.EndArray) items.Add(Read(reader));
                reader.ReadEndArray();
                return items;
            case CborReaderState.TextString:
                return reader.ReadTextString();
            case CborReaderState.Boolean:
                return reader.ReadBoolean();
            case CborReaderState.Null:
                reader.ReadNull();
                return null;
            default:
                return reader.ReadInt64();
        }
    }
}
