using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Names and texts of a parsed document. The framework throws at half a surrogate pair, even when it only looks past one for another name;
// here such a name matches no member, and such a text is none.
static class JsonMembers
{
    // The member's name, or null when it is not valid Unicode.
    public static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // A string's text, or null when it is not valid Unicode.
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // The object's member of this name; the last one if there are several.
    public static bool TryGet(JsonElement value, string name, out JsonElement member)
    {
        try
        {
            return value.TryGetProperty(name, out member);
        }
        catch (InvalidOperationException)
        {
            member = value.EnumerateObject().LastOrDefault(p => Name(p) == name).Value;
            return member.ValueKind != JsonValueKind.Undefined;
        }
    }

    // Whether the reader is at this name.
    public static bool IsAt(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
