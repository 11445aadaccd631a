using System.Buffers;
using System.Formats.Cbor;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Converts a CBOR body to equivalent JSON; any invalid input gives an error.
static class CborToJson
{
    // The depth limit of JSON bodies.
    const int DepthLimit = 64;

    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ServiceError? Convert(byte[] cbor, out byte[] json)
    {
        json = [];
        if (cbor.Length == 0) return null;
        var output = new ArrayBufferWriter<byte>(cbor.Length + 256);
        try
        {
            // Lax accepts keys in any order and turns invalid UTF-8 into the replacement character, as in JSON.
            var reader = new CborReader(cbor, CborConformanceMode.Lax);
            using (var writer = new Utf8JsonWriter(output, Options))
            {
                if (Convert(reader, writer, DepthLimit) is { } error) return error;
            }

            if (reader.BytesRemaining > 0) return Malformed;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return Malformed;
        }

        json = output.WrittenSpan.ToArray();
        return null;
    }

    static ServiceError Malformed { get; } = ServiceError.Serialization("The request's body is not valid CBOR.");

    static ServiceError? Convert(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        while (reader.PeekState() == CborReaderState.Tag) reader.ReadTag();
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                return depth == 0 ? TooDeep : ConvertMap(reader, writer, depth - 1);
            case CborReaderState.StartArray:
                return depth == 0 ? TooDeep : ConvertArray(reader, writer, depth - 1);
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                writer.WriteStringValue(reader.ReadTextString());
                return null;
            case CborReaderState.UnsignedInteger:
                writer.WriteNumberValue(reader.ReadUInt64());
                return null;
            case CborReaderState.NegativeInteger:
                writer.WriteNumberValue(reader.ReadInt64());
                return null;
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                var number = reader.ReadDouble();
                if (!double.IsFinite(number)) return ServiceError.Serialization($"The number {number} can not be converted.");
                writer.WriteNumberValue(number);
                return null;
            case CborReaderState.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                return null;
            case CborReaderState.Null:
                reader.ReadNull();
                writer.WriteNullValue();
                return null;
            case CborReaderState.SimpleValue when reader.ReadSimpleValue() == CborSimpleValue.Undefined:
                writer.WriteNullValue();
                return null;
            default:
                return ServiceError.Serialization("A byte string or another value that no member has is in the request.");
        }
    }

    static ServiceError? ConvertMap(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        reader.ReadStartMap();
        writer.WriteStartObject();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            writer.WritePropertyName(reader.ReadTextString());
            if (Convert(reader, writer, depth) is { } error) return error;
        }

        reader.ReadEndMap();
        writer.WriteEndObject();
        return null;
    }

    static ServiceError? ConvertArray(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        reader.ReadStartArray();
        writer.WriteStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            if (Convert(reader, writer, depth) is { } error) return error;
        }

        reader.ReadEndArray();
        writer.WriteEndArray();
        return null;
    }

    static ServiceError TooDeep { get; } = ServiceError.Serialization($"The request's body is nested deeper than {DepthLimit} levels.");
}
