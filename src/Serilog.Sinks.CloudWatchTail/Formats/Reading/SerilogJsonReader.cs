using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>Reads what Serilog's own JsonFormatter writes, with or without the rendered message.</summary>
sealed class SerilogJsonReader(PropertyValueReader values, TemplateCache templates)
{
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
        var renderings = members.TryFind(message, "Renderings"u8, JsonKind.Object, out var recorded) ? SerilogRenderings.Read(message, recorded) : null;

        foreach (ref readonly var member in members.All)
        {
            if (TryReadOwn(message, member.Name.Of(message), member.Value, draft)) continue;

            if (member.Value.Kind == JsonKind.Object && member.Name.Of(message).SequenceEqual("Properties"u8))
            {
                ReadProperties(message, member.Value, renderings, draft);
            }
            else
            {
                draft.Add(values.ReadName(message, member.Name), values.Read(message, member.Value, JsonDialect.SerilogJson));
            }
        }
    }

    void ReadProperties(ReadOnlySpan<byte> message, JsonRange properties, Dictionary<string, RecordedRenderings>? renderings, EventDraft draft)
    {
        var scanner = new JsonScanner(message[..properties.End], properties.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return;
        do
        {
            scanner.TryReadMember(out var member);
            var name = values.ReadName(message, member.Name);
            draft.Add(name, RenderingWrapper.Wrap(values.Read(message, member.Value, JsonDialect.SerilogJson), renderings?.GetValueOrDefault(name)));
        }
        while (scanner.MoveNext((byte)'}') == true);
    }

    static bool TryReadOwn(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, JsonRange value, EventDraft draft)
    {
        if (name.SequenceEqual("Renderings"u8)) return value.Kind == JsonKind.Object;
        if (value.Kind != JsonKind.String) return false;

        var text = value.Of(message);
        if (name.SequenceEqual("Timestamp"u8) || name.SequenceEqual("Level"u8) || name.SequenceEqual("MessageTemplate"u8) || name.SequenceEqual("RenderedMessage"u8)) return true;
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
