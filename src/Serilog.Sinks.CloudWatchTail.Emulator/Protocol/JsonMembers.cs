using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

// Reads names and texts of a parsed document. The framework throws for a lone surrogate, even in a name that it only skips; here such a name matches
// no member, and such a text reads as null.
static class JsonMembers
{
    // Returns the member's name, or null if it is not valid Unicode.
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

    // Returns the string's text, or null if it is not valid Unicode.
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

    // Finds the object's member of this name; the last one counts if there are several.
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

    // Returns whether the reader is at this name.
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
