using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>Reads CLEF, plain and rendered.</summary>
sealed class ClefReader(PropertyValueReader values, TemplateCache templates)
{
    public static bool Recognizes(ReadOnlySpan<byte> message, JsonMembers members) =>
        members.TryFind(message, "@t"u8, JsonKind.String, out _) || members.TryFind(message, "@mt"u8, JsonKind.String, out _);

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        foreach (ref readonly var member in members.All)
        {
            var written = member.Name.Of(message);
            if (written is [(byte)'@', ..] && TryReadOwn(message, written, member.Value, draft, origin)) continue;

            var name = values.ReadName(message, member.Name);
            if (name is ['@', '@', ..]) name = name[1..];
            draft.Add(name, values.Read(message, member.Value, JsonDialect.Clef));
        }
    }

    bool TryReadOwn(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, JsonRange value, EventDraft draft, EventOrigin? origin)
    {
        if (value.Kind != JsonKind.String) return false;
        var text = value.Of(message);
        if (name.SequenceEqual("@t"u8))
        {
            if (!Timestamps.TryParse(text, out var timestamp)) return false;
            draft.Timestamp = timestamp;
            return true;
        }

        if (name.SequenceEqual("@mt"u8))
        {
            draft.Template = templates.Get(text, value.Escaped, origin);
            return true;
        }

        if (name.SequenceEqual("@l"u8))
        {
            if (!LevelNames.TryParse(text, out var level)) return false;
            draft.Level = level;
            return true;
        }

        if (name.SequenceEqual("@x"u8))
        {
            draft.Exception = new RecordedException("", "", JsonText.Read(text, value.Escaped));
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
