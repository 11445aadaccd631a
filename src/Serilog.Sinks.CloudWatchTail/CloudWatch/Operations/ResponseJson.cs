using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Reads responses' bodies. Unknown members are skipped. A success counts only if it is the service's: one JSON object, nothing after it, and no
// member that names an error. A proxy or a login page between this machine and the service answers 200 with many other things.
// Throws JsonException: The body is not one that the service sends.
static class ResponseJson
{
    // Enters the body's object.
    public static Utf8JsonReader Begin(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Not a JSON object.");
        return reader;
    }

    // Nothing may follow the object.
    public static void End(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) throw GoesOn();
    }

    // Skips an unknown member of the body's object, unless its name is the mark of an error.
    public static void SkipUnknown(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("__type"u8)) throw NamesAnError();
        reader.Skip();
    }

    public static JsonException NamesAnError() => new("It names an error.");

    public static JsonException GoesOn() => new("The object does not end with the body.");

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
            _ => throw new JsonException("An array holds something else than objects."),
        };
    }

    // Enters the member's value if it is an object, moves past it if it is null.
    public static bool EnterObject(ref Utf8JsonReader reader) => Enter(ref reader, JsonTokenType.StartObject);

    // Enters the member's value if it is an array, moves past it if it is null.
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
        throw new JsonException("A member's value is of another kind than the service's.");
    }
}
