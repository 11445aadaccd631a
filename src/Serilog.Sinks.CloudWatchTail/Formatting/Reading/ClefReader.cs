using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>Reads CLEF, plain and rendered.</summary>
static class ClefReader
{
    public static bool Recognizes(ReadOnlySpan<byte> message, List<JsonMember> members)
    {
        foreach (var member in members)
        {
            if (member.Value.Kind == JsonKind.String && member.Name.Length <= 3 && member.Name.Of(message) is [(byte)'@', (byte)'t'] or [(byte)'@', (byte)'m', (byte)'t']) return true;
        }

        return false;
    }

    public static void Read(ReadOnlySpan<byte> message, List<JsonMember> members, MessageReader reader, EventDraft draft, EventOrigin? origin)
    {
        foreach (var member in members)
        {
            if (member.Name.Length <= 3 && TryReadReified(message, member, reader, draft, origin)) continue;
            var name = reader.Values.ReadName(message, member.Name);
            if (name.StartsWith("@@", StringComparison.Ordinal)) name = name[1..];
            draft.Add(name, reader.Values.Read(message, member.Value, JsonDialect.Clef));
        }
    }

    static bool TryReadReified(ReadOnlySpan<byte> message, JsonMember member, MessageReader reader, EventDraft draft, EventOrigin? origin)
    {
        if (member.Value.Kind != JsonKind.String) return false;
        var text = member.Value.Of(message);
        var name = member.Name.Of(message);
        if (name.SequenceEqual("@t"u8) && Timestamps.TryParse(text, out var timestamp))
        {
            draft.Timestamp = timestamp;
        }
        else if (name.SequenceEqual("@mt"u8))
        {
            draft.Template = reader.Templates.Get(text, member.Value.Escaped, origin);
        }
        else if (name.SequenceEqual("@l"u8) && LevelNames.TryParse(text, out var level))
        {
            draft.Level = level;
        }
        else if (name.SequenceEqual("@x"u8))
        {
            draft.Exception = new RecordedException("", "", JsonText.Read(text, member.Value.Escaped));
        }
        else if (name.SequenceEqual("@tr"u8) && TraceIds.TryParse(text, out System.Diagnostics.ActivityTraceId traceId))
        {
            draft.TraceId = traceId;
        }
        else if (name.SequenceEqual("@sp"u8) && TraceIds.TryParse(text, out System.Diagnostics.ActivitySpanId spanId))
        {
            draft.SpanId = spanId;
        }
        else
        {
            return false;
        }

        return true;
    }
}
