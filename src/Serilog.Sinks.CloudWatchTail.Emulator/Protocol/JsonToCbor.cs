using System.Formats.Cbor;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Converts a response's members, which the emulator has written as JSON, to CBOR with definite lengths.
static class JsonToCbor
{
    public static byte[] Convert(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var writer = new CborWriter(CborConformanceMode.Lax, convertIndefiniteLengthEncodings: true, initialCapacity: Math.Max(64, json.Length));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject: writer.WriteStartMap(null); break;
                case JsonTokenType.EndObject: writer.WriteEndMap(); break;
                case JsonTokenType.StartArray: writer.WriteStartArray(null); break;
                case JsonTokenType.EndArray: writer.WriteEndArray(); break;
                case JsonTokenType.Number when reader.TryGetInt64(out var whole): writer.WriteInt64(whole); break;
                case JsonTokenType.Number: writer.WriteDouble(reader.GetDouble()); break;
                case JsonTokenType.True or JsonTokenType.False: writer.WriteBoolean(reader.GetBoolean()); break;
                case JsonTokenType.Null: writer.WriteNull(); break;
                default: writer.WriteTextString(reader.GetString()!); break;
            }
        }

        return writer.Encode();
    }
}
