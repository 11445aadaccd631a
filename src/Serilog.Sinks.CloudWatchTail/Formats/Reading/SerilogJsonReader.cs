using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>Reads what Serilog's own JsonFormatter writes, with or without the rendered message.</summary>
sealed class SerilogJsonReader(PropertyValueReader values, TemplateCache templates)
{
    readonly JsonMembers _properties = new();

    public static bool TryBegin(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (!members.TryFind(message, "MessageTemplate"u8, JsonKind.String, out _)
            || !members.TryFind(message, "Timestamp"u8, JsonKind.String, out var time)
            || !members.TryFind(message, "Level"u8, JsonKind.String, out var word)
            || !Timestamps.TryParse(time.Of(message), out var timestamp)
            || !LevelNames.TryParse(word.Of(message), out var level)) return false;

        draft.Timestamp = timestamp;
        draft.Level = level;
        return true;
    }

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        if (members.TryFind(message, "MessageTemplate"u8, JsonKind.String, out var template))
            draft.Template = templates.Get(template.Of(message), template.Escaped, origin);
        var count = 0;
        var renderings = members.TryFind(message, "Renderings"u8, JsonKind.Object, out var recorded) ? SerilogRenderings.Read(message, recorded, out count) : null;

        var rendered = default(JsonRange);
        var seen = 0UL;
        _properties.Clear();
        foreach (ref readonly var member in members.All)
        {
            var written = member.Name.Of(message);

            // A bit for each of the format's names.
            var bit = written.IsEmpty ? 0 : 1UL << ((written.Length * 7 + written[0]) & 63);
            if ((seen & bit) == 0 && TryReadOwn(message, written, member.Value, draft))
            {
                seen |= bit;
                if (written is [(byte)'R', .., (byte)'e']) rendered = member.Value;
                continue;
            }

            if (member.Value.Kind == JsonKind.Object && member.Name.Of(message).SequenceEqual("Properties"u8))
            {
                ReadProperties(message, member.Value, renderings, draft);
            }
            else
            {
                draft.Add(values.ReadName(message, member.Name), values.Read(message, member.Value, JsonDialect.SerilogJson));
            }
        }

        if (renderings != null && !TemplateHoles.AreThoseOf(draft.Template, renderings, draft, count)) draft.Add("Renderings", values.Read(message, recorded, JsonDialect.SerilogJson));
        if (rendered.Kind == JsonKind.String && !IsRendered(message, template, rendered, draft))
            draft.Add("RenderedMessage", new ScalarValue(JsonText.Read(rendered.Of(message), rendered.Escaped)));
    }

    bool IsRendered(ReadOnlySpan<byte> message, JsonRange template, JsonRange rendered, EventDraft draft) =>
        RenderedText.IsRenderedFrom(message, _properties, templates.ShapeOf(template.Of(message), template.Escaped), rendered.Of(message)) ?? TemplateHoles.CanRender(draft.Template, draft, message, rendered);

    void ReadProperties(ReadOnlySpan<byte> message, JsonRange properties, Dictionary<string, RecordedRenderings>? renderings, EventDraft draft)
    {
        _properties.Index(message, properties);
        foreach (ref readonly var member in _properties.All)
        {
            var name = values.ReadName(message, member.Name);
            var value = values.Read(message, member.Value, JsonDialect.SerilogJson);
            var recorded = renderings?.GetValueOrDefault(name);
            if (recorded != null && value is ScalarValue { Value: string text } && SerilogRenderings.AreOfString(recorded, text)) recorded = null;
            draft.Add(name, RenderingWrapper.Wrap(value, recorded));
        }
    }

    /// <summary>Reads what is not a property; a member that is there already is one.</summary>
    static bool TryReadOwn(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, JsonRange value, EventDraft draft)
    {
        if (name.SequenceEqual("Renderings"u8)) return value.Kind == JsonKind.Object;
        if (value.Kind != JsonKind.String) return false;

        var text = value.Of(message);
        if (name.SequenceEqual("Timestamp"u8) || name.SequenceEqual("Level"u8) || name.SequenceEqual("MessageTemplate"u8)) return true;
        if (name.SequenceEqual("RenderedMessage"u8)) return true;
        if (name.SequenceEqual("Exception"u8))
        {
            draft.Exception = ExceptionText.Read(JsonText.Read(text, value.Escaped));
            return true;
        }

        if (name.SequenceEqual("TraceId"u8))
        {
            if (!TraceIds.TryParse(text, out ActivityTraceId traceId)) return false;
            draft.TraceId = traceId;
            return true;
        }

        if (!name.SequenceEqual("SpanId"u8) || !TraceIds.TryParse(text, out ActivitySpanId spanId)) return false;
        draft.SpanId = spanId;
        return true;
    }
}
