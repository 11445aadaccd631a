using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The fields that the service discovers in events: its own, and those of JSON messages, with dotted names for nested fields and positions for array
// elements.
sealed class DiscoveredFields
{
    // Enough to tell how frequent a field is.
    public const int EventLimit = 10_000;

    // The service's limit on the fields discovered in one JSON event.
    const int FieldLimit = 200;

    static readonly string[] Own = ["@ingestionTime", "@log", "@logStream", "@message", "@timestamp"];

    readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    readonly HashSet<string> _ofOne = new(StringComparer.Ordinal);
    int _events;

    public void Add(byte[] message)
    {
        _events++;
        _ofOne.Clear();
        if (message is [(byte)'{', ..])
        {
            try
            {
                using var document = JsonDocument.Parse(message);
                Find(document.RootElement, "");
            }
            catch (JsonException)
            {
                // Plain text that starts with a brace.
            }
        }

        foreach (var field in _ofOne.Concat(Own)) _counts[field] = _counts.GetValueOrDefault(field) + 1;
    }

    // Writes the most frequent fields first.
    public void Write(Utf8JsonWriter answer)
    {
        answer.WriteStartArray("logGroupFields"u8);
        foreach (var (field, count) in _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(FieldLimit + Own.Length))
        {
            answer.WriteStartObject();
            answer.WriteString("name"u8, field);
            answer.WriteNumber("percent"u8, (int)Math.Round(100.0 * count / _events));
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
    }

    void Find(JsonElement value, string path)
    {
        if (_ofOne.Count == FieldLimit) return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (JsonMembers.Name(member) is { } name) Find(member.Value, path.Length == 0 ? name : $"{path}.{name}");
                }

                break;
            case JsonValueKind.Array:
                var place = 0;
                foreach (var item in value.EnumerateArray()) Find(item, $"{path}.{place++}");
                break;
            default:
                if (path.Length > 0) _ofOne.Add(path);
                break;
        }
    }
}
