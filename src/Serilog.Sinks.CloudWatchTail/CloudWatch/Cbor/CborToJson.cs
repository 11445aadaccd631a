using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Cbor;

// Converts a CBOR response to the JSON that the service would have sent, so that both are read by the same code and judged by the same rules. A body
// is one data item and nothing after it; no body stays none. Throws JsonException for anything else.
ref struct CborToJson
{
    // The depth limit of JSON bodies.
    const int DepthLimit = 64;

    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly Utf8JsonWriter _json;
    ReadOnlySpan<byte> _rest;

    CborToJson(ReadOnlySpan<byte> cbor, Utf8JsonWriter json)
    {
        _rest = cbor;
        _json = json;
    }

    public static ReadOnlySpan<byte> Convert(ReadOnlySpan<byte> cbor)
    {
        if (cbor.IsEmpty) return default;
        var output = new ArrayBufferWriter<byte>(cbor.Length + 256);
        using var json = new Utf8JsonWriter(output, Options);
        var converter = new CborToJson(cbor, json);
        converter.ConvertItem(converter.ReadHead(), DepthLimit);
        if (!converter._rest.IsEmpty) throw new JsonException("The CBOR has data after its end.");
        json.Flush();
        return output.WrittenSpan;
    }

    void ConvertItem(in CborHead head, int depth)
    {
        if (depth == 0) throw new JsonException($"The CBOR is nested deeper than {DepthLimit} levels.");
        switch (head.Major)
        {
            case CborMajor.Unsigned:
                _json.WriteNumberValue(head.Argument);
                break;
            case CborMajor.Negative:
                if (head.Argument > long.MaxValue) throw Malformed();
                _json.WriteNumberValue(~(long)head.Argument);
                break;
            case CborMajor.Bytes:
                _json.WriteBase64StringValue(ReadString(in head));
                break;
            case CborMajor.Text:
                _json.WriteStringValue(ReadString(in head));
                break;
            case CborMajor.Array:
                ConvertArray(in head, depth);
                break;
            case CborMajor.Map:
                ConvertMap(in head, depth);
                break;
            case CborMajor.Tag:
                // What a tag says of a value does not matter to any member of the service's responses.
                ConvertItem(ReadHead(), depth - 1);
                break;
            default:
                ConvertSimple(in head);
                break;
        }
    }

    void ConvertArray(in CborHead head, int depth)
    {
        _json.WriteStartArray();
        for (var left = head.Argument; Goes(in head, ref left, out var item);) ConvertItem(in item, depth - 1);
        _json.WriteEndArray();
    }

    void ConvertMap(in CborHead head, int depth)
    {
        _json.WriteStartObject();
        for (var left = head.Argument; Goes(in head, ref left, out var name);)
        {
            if (name.Major != CborMajor.Text) throw new JsonException("A member's name in the CBOR is not text.");
            _json.WritePropertyName(ReadString(in name));
            ConvertItem(ReadHead(), depth - 1);
        }

        _json.WriteEndObject();
    }

    void ConvertSimple(in CborHead head)
    {
        switch (head)
        {
            case { Info: 20 or 21 }:
                _json.WriteBooleanValue(head.Info == 21);
                break;
            case { Info: 22 or 23 }:
                _json.WriteNullValue();
                break;
            case { Info: 25 }:
                Write((double)BitConverter.UInt16BitsToHalf((ushort)head.Argument));
                break;
            case { Info: 26 }:
                Write(BitConverter.UInt32BitsToSingle((uint)head.Argument));
                break;
            case { Info: 27 }:
                Write(BitConverter.UInt64BitsToDouble(head.Argument));
                break;
            default:
                throw Malformed();
        }
    }

    // JSON has no other numbers, and no member of the service's responses is one of them.
    readonly void Write(double number)
    {
        if (double.IsFinite(number)) _json.WriteNumberValue(number);
        else _json.WriteNullValue();
    }

    // Reads the head of the next item of an array or a map; returns false at its end.
    bool Goes(in CborHead container, ref ulong left, out CborHead item)
    {
        item = default;
        if (!container.IsIndefinite)
        {
            if (left == 0) return false;
            left--;
        }
        else if (!_rest.IsEmpty && _rest[0] == CborHead.Break)
        {
            _rest = _rest[1..];
            return false;
        }

        item = ReadHead();
        return true;
    }

    CborHead ReadHead()
    {
        if (!CborHead.TryRead(_rest, out var head)) throw Malformed();
        _rest = _rest[head.Length..];
        return head;
    }

    // Reads text or bytes; text must be valid UTF-8.
    ReadOnlySpan<byte> ReadString(in CborHead head)
    {
        if (!head.IsIndefinite) return ReadDefinite(in head);
        var whole = new ArrayBufferWriter<byte>();
        for (ulong left = 0; Goes(in head, ref left, out var part);)
        {
            if (part.Major != head.Major || part.IsIndefinite) throw Malformed();
            whole.Write(ReadDefinite(in part));
        }

        return whole.WrittenSpan;
    }

    ReadOnlySpan<byte> ReadDefinite(in CborHead head)
    {
        if (head.Argument > (ulong)_rest.Length) throw Malformed();
        var text = _rest[..(int)head.Argument];
        if (head.Major == CborMajor.Text && !Utf8.IsValid(text)) throw new JsonException("A text in the CBOR is not valid UTF-8.");
        _rest = _rest[text.Length..];
        return text;
    }

    static JsonException Malformed() => new("It is not valid CBOR.");
}
