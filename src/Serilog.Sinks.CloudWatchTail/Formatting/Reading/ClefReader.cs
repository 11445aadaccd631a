using System.Diagnostics;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>Reads CLEF, plain and rendered.</summary>
sealed class ClefReader(PropertyValueReader values, TemplateCache templates)
{
    public static bool Recognizes(ReadOnlySpan<byte> message, JsonMembers members) =>
        members.TryFind(message, "@t"u8, JsonKind.String, out _) || members.TryFind(message, "@mt"u8, JsonKind.String, out _);

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        foreach (var member in members.All)
        {
            var name = values.ReadName(message, member.Name);
            if (name is ['@', ..])
            {
                if (name is ['@', '@', ..])
                {
                    name = name[1..];
                }
                else if (TryReadOwn(message, name, member.Value, draft, origin))
                {
                    continue;
                }
            }

            draft.Add(name, values.Read(message, member.Value, JsonDialect.Clef));
        }
    }

    bool TryReadOwn(ReadOnlySpan<byte> message, string name, JsonRange value, EventDraft draft, EventOrigin? origin)
    {
        if (value.Kind != JsonKind.String) return false;
        var text = value.Of(message);
        switch (name)
        {
            case "@t" when Timestamps.TryParse(text, out var timestamp):
                draft.Timestamp = timestamp;
                return true;
            case "@mt":
                draft.Template = templates.Get(text, value.Escaped, origin);
                return true;
            case "@l" when LevelNames.TryParse(text, out var level):
                draft.Level = level;
                return true;
            case "@x":
                draft.Exception = new RecordedException("", "", JsonText.Read(text, value.Escaped));
                return true;
            case "@tr" when TraceIds.TryParse(text, out ActivityTraceId traceId):
                draft.TraceId = traceId;
                return true;
            case "@sp" when TraceIds.TryParse(text, out ActivitySpanId spanId):
                draft.SpanId = spanId;
                return true;
            default:
                return false;
        }
    }
}
