using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Reads the output of Serilog's JsonFormatter, with or without the rendered message.
sealed class SerilogJsonReader(PropertyValueReader values, TemplateCache templates)
{
    // For a message without properties.
    static readonly JsonMembers NoMembers = new();

    readonly JsonMembers _hole = new();

    // For the current message: its template, and how many of the formatter's first members are in their usual places.
    JsonRange _template;
    int _head;

    // The member that holds an event's properties.
    public static ReadOnlySpan<byte> Properties => "Properties"u8;

    public bool TryBegin(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (!TryFindHead(message, members, out var time, out var word)
            || !Timestamps.TryParse(time.Of(message), out var timestamp)
            || !LevelNames.TryParse(word.Of(message), out var level)) return false;

        draft.Timestamp = timestamp;
        draft.Level = level;
        return true;
    }

    // The formatter writes these first, in this order.
    bool TryFindHead(ReadOnlySpan<byte> message, JsonMembers members, out JsonRange time, out JsonRange word)
    {
        var all = members.All;
        if (all.Length >= 3 && IsText(message, all[0], "Timestamp"u8) && IsText(message, all[1], "Level"u8) && IsText(message, all[2], "MessageTemplate"u8))
        {
            time = all[0].Value;
            word = all[1].Value;
            _template = all[2].Value;
            _head = 3;
            return true;
        }

        _head = 0;
        time = word = default;
        return members.TryFind(message, "MessageTemplate"u8, JsonKind.String, out _template)
            && members.TryFind(message, "Timestamp"u8, JsonKind.String, out time)
            && members.TryFind(message, "Level"u8, JsonKind.String, out word);
    }

    static bool IsText(ReadOnlySpan<byte> message, in JsonMember member, ReadOnlySpan<byte> name) =>
        member.Value.Kind == JsonKind.String && member.Name.Of(message).SequenceEqual(name);

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        templates.Set(draft, _template.Of(message), _template.Escaped, origin);
        var count = 0;
        var renderings = members.TryFind(message, "Renderings"u8, JsonKind.Object, out var recorded) ? SerilogRenderings.Read(message, recorded, _hole, out count) : null;

        var rendered = default(JsonRange);
        var seen = _head > 0 ? BitOf("Timestamp"u8) | BitOf("Level"u8) | BitOf("MessageTemplate"u8) : 0;
        var properties = NoMembers;
        foreach (ref readonly var member in members.All[_head..])
        {
            var written = member.Name.Of(message);
            var bit = BitOf(written);
            if ((seen & bit) == 0 && TryReadOwn(message, written, member.Value, draft))
            {
                seen |= bit;
                if (written is [(byte)'R', .., (byte)'e']) rendered = member.Value;
                continue;
            }

            if (member.Value.Kind == JsonKind.Object && written.SequenceEqual(Properties))
            {
                properties = members.Open(message, member.Value);
                ReadProperties(message, properties, renderings, draft);
            }
            else
            {
                draft.Add(values.ReadName(message, member.Name), values.Read(message, member.Value, JsonDialect.SerilogJson));
            }
        }

        if (renderings != null && !TemplateHoles.AreThoseOf(draft.Template, renderings, draft, count)) draft.Add("Renderings", values.Read(message, recorded, JsonDialect.SerilogJson));
        if (rendered.Kind == JsonKind.String && !IsRendered(message, properties, rendered, draft))
            draft.Add("RenderedMessage", new ScalarValue(JsonText.Read(rendered.Of(message), rendered.Escaped)));
    }

    bool IsRendered(ReadOnlySpan<byte> message, JsonMembers properties, JsonRange rendered, EventDraft draft)
    {
        var shape = templates.ShapeOf(_template.Of(message), _template.Escaped);
        return RenderedText.IsRenderedFrom(message, properties, shape, rendered.Of(message)) ?? TemplateHoles.CanRender(shape, draft, message, rendered);
    }

    void ReadProperties(ReadOnlySpan<byte> message, JsonMembers properties, Dictionary<string, RecordedRenderings>? renderings, EventDraft draft)
    {
        foreach (ref readonly var member in properties.All)
        {
            var name = values.ReadName(message, member.Name);
            var value = values.Read(message, member.Value, JsonDialect.SerilogJson);
            if (renderings != null && renderings.TryGetValue(name, out var recorded) && !(value is ScalarValue { Value: string text } && SerilogRenderings.AreOfString(recorded, text)))
                value = RenderingWrapper.Wrap(value, recorded);
            draft.Add(name, value);
        }
    }

    // Reads a member that is not a property; a repeated member is one.
    static bool TryReadOwn(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, JsonRange value, EventDraft draft)
    {
        if (value.Kind != JsonKind.String) return value.Kind == JsonKind.Object && name.SequenceEqual("Renderings"u8);

        var text = value.Of(message);
        switch (name.Length)
        {
            case 5: return name.SequenceEqual("Level"u8);
            case 6 when name.SequenceEqual("SpanId"u8) && TraceIds.TryParse(text, out ActivitySpanId spanId):
                draft.SpanId = spanId;
                return true;
            case 7 when name.SequenceEqual("TraceId"u8) && TraceIds.TryParse(text, out ActivityTraceId traceId):
                draft.TraceId = traceId;
                return true;
            case 9 when name.SequenceEqual("Exception"u8):
                draft.Exception = ExceptionText.Read(JsonText.Read(text, value.Escaped));
                return true;
            case 9: return name.SequenceEqual("Timestamp"u8);
            case 15: return name.SequenceEqual("MessageTemplate"u8) || name.SequenceEqual("RenderedMessage"u8);
            default: return false;
        }
    }

    // One bit for each of the format's names.
    static ulong BitOf(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : 1UL << ((name.Length * 7 + name[0]) & 63);
}
