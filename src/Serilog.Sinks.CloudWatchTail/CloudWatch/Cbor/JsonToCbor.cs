using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Cbor;

// Converts the JSON of a small request to CBOR. Puts are written as CBOR from the start.
static class JsonToCbor
{
    public static void Append(Utf8Buffer output, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    output.Append(CborHead.IndefiniteMap);
                    break;
                case JsonTokenType.StartArray:
                    output.Append(CborHead.IndefiniteArray);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    output.Append(CborHead.Break);
                    break;
                case JsonTokenType.PropertyName or JsonTokenType.String:
                    AppendText(output, reader.GetString()!);
                    break;
                case JsonTokenType.Number:
                    output.Advance(CborHead.WriteInteger(output.GetSpan(CborHead.Longest), reader.GetInt64()));
                    break;
                default:
                    output.Append(reader.TokenType switch { JsonTokenType.False => CborHead.False, JsonTokenType.True => CborHead.True, _ => CborHead.Null });
                    break;
            }
        }
    }

    public static void AppendText(Utf8Buffer output, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        output.Advance(CborHead.Write(output.GetSpan(CborHead.Longest), CborMajor.Text, (ulong)length));
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(length)));
    }
}
