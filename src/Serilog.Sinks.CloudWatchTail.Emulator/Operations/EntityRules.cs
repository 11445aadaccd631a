using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The rules for the entity of a put. Breaking them loses the entity, not the events: the response is 200 and says why.
static class EntityRules
{
    const int LeastKeyAttributes = 2;
    const int MostKeyAttributes = 4;
    const int MostAttributes = 10;
    const int MostKeyCharacters = 256;
    const int MostValueCharacters = 512;

    static readonly string[] KeyAttributes = ["Type", "ResourceType", "Identifier", "Name", "Environment", "AwsAccountId"];
    static readonly string[] Types = ["Service", "Resource", "RemoteService", "AWS::Service", "AWS::Resource"];

    // Returns the entity, or null after writing the broken rule to the response.
    public static StoredEntity? Take(JsonElement? entity, LogGroup group, Utf8JsonWriter answer)
    {
        if (entity is null) return null;
        if (Judge(entity.Value, group, out var keys, out var attributes) is not { } errorType)
            return new() { KeyAttributes = keys!, Attributes = attributes ?? [] };

        answer.WriteStartObject("rejectedEntityInfo"u8);
        answer.WriteString("errorType"u8, errorType);
        answer.WriteEndObject();
        return null;
    }

    static string? Judge(JsonElement entity, LogGroup group, out Dictionary<string, string>? keys, out Dictionary<string, string>? attributes)
    {
        (keys, attributes) = (null, null);
        if (group.Class != LogGroup.Standard) return "UnsupportedLogGroupType";
        if (!TryReadMap(entity, "keyAttributes", out keys) || !TryReadMap(entity, "attributes", out attributes)) return "InvalidEntity";
        if (keys is null) return "MissingRequiredFields";
        if (keys.Count is < LeastKeyAttributes or > MostKeyAttributes || keys.Keys.Any(k => !KeyAttributes.Contains(k))) return "InvalidKeyAttributes";
        if (!keys.TryGetValue("Type", out var type)) return "MissingRequiredFields";
        if (!Types.Contains(type)) return "InvalidTypeValue";
        if (!keys.ContainsKey("Name") && !keys.ContainsKey("Identifier")) return "MissingRequiredFields";
        if (keys.Values.Any(v => v.Length is 0 or > MostValueCharacters)) return "EntitySizeTooLarge";
        if (attributes is null) return null;
        if (attributes.Count > MostAttributes || attributes.Keys.Any(k => k.Length == 0)) return "InvalidAttributes";
        return attributes.Any(a => a.Key.Length > MostKeyCharacters || a.Value.Length is 0 or > MostValueCharacters) ? "EntitySizeTooLarge" : null;
    }

    static bool TryReadMap(JsonElement entity, string member, out Dictionary<string, string>? map)
    {
        map = null;
        if (!JsonMembers.TryGet(entity, member, out var element) || element.ValueKind == JsonValueKind.Null) return true;
        if (element.ValueKind != JsonValueKind.Object) return false;
        map = new(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String) return false;
            if (JsonMembers.Name(property) is not { } name || JsonMembers.Text(property.Value) is not { } text) return false;
            map[name] = text;
        }

        return true;
    }
}
