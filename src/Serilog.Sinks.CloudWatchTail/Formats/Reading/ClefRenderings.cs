using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Reads @r, the renderings of the holes that have a format, in order.
static class ClefRenderings
{
    // Returns the renderings by property, or null if there are none. isWhole tells that every element belongs to a hole.
    public static Dictionary<string, RecordedRenderings>? Read(ReadOnlySpan<byte> message, JsonRange array, MessageTemplate template, out bool isWhole)
    {
        isWhole = true;
        var scanner = new JsonScanner(message[..array.End], array.Start);
        scanner.TryOpen((byte)'[');
        if (scanner.TryClose((byte)']')) return null;

        Dictionary<string, RecordedRenderings>? byProperty = null;
        foreach (var token in TemplateTokens.Of(template))
        {
            if (token is not PropertyToken { Format: not null } hole) continue;
            if (!scanner.TryReadValue(out var rendering)) break;

            // The rendering of a hole beyond the limit is dropped: its value renders plainly.
            if (rendering.Kind == JsonKind.String && hole.Format != HoleLimit.PlainFormat)
            {
                byProperty ??= new();
                if (!byProperty.TryGetValue(hole.PropertyName, out var renderings)) byProperty.Add(hole.PropertyName, renderings = new());
                renderings.Add(hole.Format, hole.Alignment, JsonText.Read(rendering.Of(message), rendering.Escaped));
            }

            if (scanner.MoveNext((byte)']') != true) return byProperty;
        }

        isWhole = false;
        return byProperty;
    }
}
