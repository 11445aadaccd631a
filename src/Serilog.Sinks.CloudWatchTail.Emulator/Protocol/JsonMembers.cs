using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

/// <summary>
/// Names and texts of a parsed document. The framework throws at half a surrogate pair, even when it only looks past one for another name;
/// here such a name matches no member, and such a text is none.
/// </summary>
static class JsonMembers
{
    /// <summary>The member's name, or <see langword="null"/> when it is not valid Unicode.</summary>
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

    /// <summary>A string's text, or <see langword="null"/> when it is not valid Unicode.</summary>
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

    /// <summary>The object's member of this name; the last one if there are several.</summary>
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

    /// <summary>Whether the reader is at this name.</summary>
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
