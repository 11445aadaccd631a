using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

static class TemplateHoles
{
    // Whether a message rendered from the template can be rendered again: the template's texts must be in it, and every hole without a property literally.
    public static bool CanRender(TemplateShape shape, EventDraft draft, ReadOnlySpan<byte> message, JsonRange rendered)
    {
        if (!RenderedText.HasTexts(shape, rendered.Of(message))) return false;
        string? text = null;
        foreach (var token in TemplateTokens.Of(draft.Template))
        {
            if (token is not PropertyToken hole || draft.Has(hole.PropertyName)) continue;
            text ??= JsonText.Read(rendered.Of(message), rendered.Escaped);
            if (!text.Contains(hole.ToString(), StringComparison.Ordinal)) return false;
        }

        return true;
    }

    // Whether the renderings match the template's holes and each has its property.
    public static bool AreThoseOf(MessageTemplate template, Dictionary<string, RecordedRenderings> renderings, EventDraft draft, int count)
    {
        foreach (var token in TemplateTokens.Of(template))
        {
            if (token is not PropertyToken { Format: { } format } hole) continue;
            if (!renderings.TryGetValue(hole.PropertyName, out var recorded) || !recorded.TryFind(format, out var text) || !(draft.Has(hole.PropertyName) || text!.Contains(hole.PropertyName, StringComparison.Ordinal))) return false;
            count--;
        }

        return count == 0;
    }

    // Whether every rendered property exists. A hole without a property renders as its own text.
    public static bool HaveProperties(Dictionary<string, RecordedRenderings> renderings, EventDraft draft)
    {
        foreach (var (name, recorded) in renderings)
        {
            if (draft.Has(name)) continue;
            foreach (var (_, text) in recorded.ByFormat)
            {
                if (text is not ['{', .., '}']) return false;
            }
        }

        return true;
    }
}
