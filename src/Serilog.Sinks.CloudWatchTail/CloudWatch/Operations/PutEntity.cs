using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The entity that the events of a put come from, which the service relates to other telemetry. The service allows 2 to 4 key attributes, which
// identify the entity, at most 10 attributes, and values of 1 to 512 characters.
sealed record PutEntity(IReadOnlyDictionary<string, string> KeyAttributes, IReadOnlyDictionary<string, string> Attributes)
{
    public void WriteJson(Utf8Buffer output)
    {
        using var json = RequestJson.Begin(output);
        RequestJson.WriteMap(json, "keyAttributes"u8, KeyAttributes);
        if (Attributes.Count > 0) RequestJson.WriteMap(json, "attributes"u8, Attributes);
        json.WriteEndObject();
    }
}
