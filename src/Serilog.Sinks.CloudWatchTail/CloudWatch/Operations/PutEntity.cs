using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// What the events of a put come from, for the service's related telemetry.
// KeyAttributes: 2 to 4, which identify it; a value has 1 to 512 characters, the service's limit.
// Attributes: At most 10; a value has 1 to 512 characters, the service's limit.
sealed record PutEntity(IReadOnlyDictionary<string, string> KeyAttributes, IReadOnlyDictionary<string, string> Attributes)
{
    // The entity as a put's body has it, with a comma behind.
    public ReadOnlyMemory<byte> ToMember()
    {
        using var member = new Utf8Buffer();
        member.Append("\"entity\":"u8);
        using (var json = RequestJson.Begin(member))
        {
            RequestJson.WriteMap(json, "keyAttributes"u8, KeyAttributes);
            if (Attributes.Count > 0) RequestJson.WriteMap(json, "attributes"u8, Attributes);
            json.WriteEndObject();
        }

        member.Append(","u8);
        return member.WrittenSpan.ToArray();
    }
}
