using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads messages that are a JSON value other than an object. A string becomes the event's text; any other value is shown as written and kept as the
// property Value.
sealed class LooseJsonReader(PropertyValueReader values, PlainTextReader texts)
{
    public bool TryRead(ReadOnlySpan<byte> message, EventDraft draft, EventOrigin? origin)
    {
        var scanner = new JsonScanner(message);
        if (!scanner.TryReadValue(out var value) || !scanner.AtEnd) return false;

        if (value.Kind == JsonKind.String)
        {
            texts.Read(Encoding.UTF8.GetBytes(JsonText.Read(value.Of(message), value.Escaped)), draft, origin);
            return true;
        }

        draft.Template = TemplateCache.Mark(PlainTemplate.Create(Encoding.UTF8.GetString(value.Of(message))), origin);
        draft.Add("Value", values.Read(message, value, JsonDialect.Clef));
        return true;
    }
}
