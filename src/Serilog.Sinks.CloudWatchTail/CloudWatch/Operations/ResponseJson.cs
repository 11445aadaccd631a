using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Reads response bodies and skips unknown members. A success counts only if the service sent it: one JSON object, nothing after it, and no member
// that marks an error. Proxies and login pages in between answer 200 with many other things. Throws JsonException for a body that the service would
// not send.
static class ResponseJson
{
    public static Utf8JsonReader Begin(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("It is not a JSON object.");
        return reader;
    }

    // Rejects anything after the object.
    public static void End(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) throw GoesOn();
    }

    // Skips an unknown member of the body's object, but rejects the one that marks an error.
    public static void SkipUnknown(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("__type"u8)) throw NamesAnError();
        reader.Skip();
    }

    public static JsonException NamesAnError() => new("It contains __type, which marks an error.");

    public static JsonException GoesOn() => new("The JSON object is incomplete or has data after it.");

    // Moves to the next member's name, or past the end of the object.
    public static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    // Enters the next object of an array, or moves past the end of the array.
    public static bool NextObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw new JsonException("An array contains something other than objects."),
        };
    }

    // Enters the member's value if it is an object; skips null.
    public static bool EnterObject(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartObject);

    // Enters the member's value if it is an array; skips null.
    public static bool EnterArray(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartArray);

    public static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    public static long? ReadInteger(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
    }

    static bool Enter(ref Utf8JsonReader reader, JsonTokenType start)
    {
        reader.Read();
        if (reader.TokenType == start) return true;
        if (reader.TokenType == JsonTokenType.Null) return false;
        throw new JsonException("A member's value is not of the type that the service sends.");
    }
}
