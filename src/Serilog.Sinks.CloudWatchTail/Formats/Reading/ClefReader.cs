using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>Reads CLEF, plain and rendered.</summary>
sealed class ClefReader(PropertyValueReader values, TemplateCache templates)
{
    /// <summary>A time that can be read, or a message: either is enough, for other loggers write no such names.</summary>
    /// <returns>Whether the message is of this format; then its time has been read.</returns>
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
        var renderings = ReadTemplate(message, members, draft, origin);
        foreach (ref readonly var member in members.All)
        {
            var written = member.Name.Of(message);
            if (written is [(byte)'@', ..] && TryReadOwn(message, written, member.Value, draft)) continue;

            var name = values.ReadName(message, member.Name);
            if (name is ['@', '@', ..]) name = name[1..];
            var value = values.Read(message, member.Value, JsonDialect.Clef);
            draft.Add(name, renderings == null ? value : RenderingWrapper.Wrap(value, renderings.GetValueOrDefault(name)));
        }
    }

    Dictionary<string, RecordedRenderings>? ReadTemplate(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        if (members.TryFind(message, "@mt"u8, JsonKind.String, out var template))
        {
            draft.Template = templates.Get(template.Of(message), template.Escaped, origin);
            return members.TryFind(message, "@r"u8, JsonKind.Array, out var renderings) ? ClefRenderings.Read(message, renderings, draft.Template) : null;
        }

        if (members.TryFind(message, "@m"u8, JsonKind.String, out var text)) draft.Template = PlainTemplate.Create(JsonText.Read(text.Of(message), text.Escaped));
        draft.Template = TemplateCache.Mark(draft.Template, origin);
        return null;
    }

    /// <summary>Reads what is not a property. A name that CLEF does not know, or a value that it does not allow there, is one.</summary>
    static bool TryReadOwn(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, JsonRange value, EventDraft draft)
    {
        if (value.Kind != JsonKind.String) return value.Kind == JsonKind.Array && name.SequenceEqual("@r"u8);

        var text = value.Of(message);
        if (name.SequenceEqual("@mt"u8) || name.SequenceEqual("@m"u8)) return true;

        // The time has been read, unless it is none.
        if (name.SequenceEqual("@t"u8)) return draft.HasTime;
        if (name.SequenceEqual("@l"u8))
        {
            if (!LevelNames.TryParse(text, out var level) && !LevelWords.TryParse(text, out level)) return false;
            draft.Level = level;
            return true;
        }

        if (name.SequenceEqual("@x"u8))
        {
            draft.Exception = ExceptionText.Read(JsonText.Read(text, value.Escaped));
            return true;
        }

        if (name.SequenceEqual("@tr"u8))
        {
            if (!TraceIds.TryParse(text, out ActivityTraceId traceId)) return false;
            draft.TraceId = traceId;
            return true;
        }

        if (!name.SequenceEqual("@sp"u8) || !TraceIds.TryParse(text, out ActivitySpanId spanId)) return false;
        draft.SpanId = spanId;
        return true;
    }
}
