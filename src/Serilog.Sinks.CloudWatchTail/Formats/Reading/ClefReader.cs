using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Reads CLEF, plain and rendered.
sealed class ClefReader(PropertyValueReader values, TemplateCache templates)
{
    const int EventIds = 256, LongestEventId = 32;

    // The bit of @m in the set of names seen in a message.
    const ulong MessageBit = 1UL << ((2 * 8 + 'm' + 'm') & 63);

    readonly RecordedEventId?[] _eventIds = new RecordedEventId?[EventIds];

    // Recognizes the format by a readable time or a message; either suffices, because other loggers use no such names. Returns whether the message
    // has this format; its time has then been read.
    public static bool TryBegin(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (members.TryFind(message, "@t"u8, JsonKind.String, out var time) && Timestamps.TryParse(time.Of(message), out var timestamp))
        {
            draft.Timestamp = timestamp;
            return true;
        }

        return members.TryFind(message, "@mt"u8, JsonKind.String, out _) || members.TryFind(message, "@m"u8, JsonKind.String, out _);
    }

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        draft.Level = LogEventLevel.Information;
        var hasTemplate = members.TryFind(message, "@mt"u8, JsonKind.String, out var template);
        var renderings = ReadTemplate(message, members, hasTemplate, template, draft, origin);
        var seen = 0UL;
        foreach (ref readonly var member in members.All)
        {
            var written = member.Name.Of(message);
            if (written is [(byte)'@', _, ..])
            {
                // One bit for each of the format's names.
                var bit = 1UL << ((written.Length * 8 + written[1] + written[^1]) & 63);
                if ((seen & bit) == 0 && TryReadOwn(message, members, written, member.Value, draft))
                {
                    seen |= bit;
                    continue;
                }
            }

            var name = values.ReadName(message, member.Name);
            if (name is ['@', '@', ..]) name = name[1..];
            var value = values.Read(message, member.Value, JsonDialect.Clef);
            draft.Add(name, renderings == null ? value : RenderingWrapper.Wrap(value, renderings.GetValueOrDefault(name)));
        }

        if (renderings != null && !TemplateHoles.HaveProperties(renderings, draft) && members.TryFind(message, "@r"u8, JsonKind.Array, out var recorded)) draft.Add("@r", values.Read(message, recorded, JsonDialect.Clef));
        if (hasTemplate && (seen & MessageBit) != 0 && members.TryFind(message, "@m"u8, JsonKind.String, out var rendered) && !IsRendered(message, members, template, rendered, draft))
            draft.Add("@m", new ScalarValue(JsonText.Read(rendered.Of(message), rendered.Escaped)));
    }

    bool IsRendered(ReadOnlySpan<byte> message, JsonMembers members, JsonRange template, JsonRange rendered, EventDraft draft)
    {
        var shape = templates.ShapeOf(template.Of(message), template.Escaped);
        return RenderedText.IsRenderedFrom(message, members, shape, rendered.Of(message)) ?? TemplateHoles.CanRender(shape, draft, message, rendered);
    }

    Dictionary<string, RecordedRenderings>? ReadTemplate(ReadOnlySpan<byte> message, JsonMembers members, bool hasTemplate, JsonRange template, EventDraft draft, EventOrigin? origin)
    {
        if (hasTemplate)
        {
            templates.Set(draft, template.Of(message), template.Escaped, origin);
            if (!members.TryFind(message, "@r"u8, JsonKind.Array, out var renderings)) return null;
            var read = ClefRenderings.Read(message, renderings, draft.Template, out var isWhole);
            if (!isWhole) draft.Add("@r", values.Read(message, renderings, JsonDialect.Clef));
            return read;
        }

        if (members.TryFind(message, "@m"u8, JsonKind.String, out var text)) draft.Template = PlainTemplate.Create(JsonText.Read(text.Of(message), text.Escaped));
        draft.Template = TemplateCache.Mark(draft.Template, origin);
        return null;
    }

    // Reads a member that is not a property. A member is a property if CLEF does not define its name, does not allow its value, or repeats it.
    bool TryReadOwn(ReadOnlySpan<byte> message, JsonMembers members, ReadOnlySpan<byte> name, JsonRange value, EventDraft draft)
    {
        if (value.Kind != JsonKind.String) return value.Kind == JsonKind.Array && name.SequenceEqual("@r"u8) && members.TryFind(message, "@mt"u8, JsonKind.String, out _);

        var text = value.Of(message);
        if (name.Length == 3)
        {
            if (name.SequenceEqual("@mt"u8)) return true;
            if (name.SequenceEqual("@tr"u8) && TraceIds.TryParse(text, out ActivityTraceId traceId))
            {
                draft.TraceId = traceId;
                return true;
            }

            if (!name.SequenceEqual("@sp"u8) || !TraceIds.TryParse(text, out ActivitySpanId spanId)) return false;
            draft.SpanId = spanId;
            return true;
        }

        if (name.Length != 2) return false;
        switch (name[1])
        {
            case (byte)'m': return true;

            // The time has already been read if it is valid.
            case (byte)'t': return draft.HasTime;
            case (byte)'i':
                draft.Add(RecordedEventId.Name, ReadEventId(text, value.Escaped));
                return true;
            case (byte)'l':
                if (!LevelNames.TryParse(text, out var level) && !LevelWords.TryParse(text, out level)) return false;
                draft.Level = level;
                return !LevelWords.IsCut(text);
            case (byte)'x':
                draft.Exception = ExceptionText.Read(JsonText.Read(text, value.Escaped));
                return true;
            default: return false;
        }
    }

    // Cached, because many events share few templates, and therefore few ids.
    RecordedEventId ReadEventId(ReadOnlySpan<byte> text, bool escaped)
    {
        if (escaped || text.Length > LongestEventId) return new(JsonText.Read(text, escaped));
        ref var slot = ref _eventIds[Utf8Hash.Slot(text, EventIds)];
        if (slot == null || !System.Text.Ascii.Equals(text, (string)slot.Value!)) slot = new(JsonText.Read(text, false));
        return slot;
    }
}
