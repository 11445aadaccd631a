using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>Reads what <see cref="CloudWatchJsonFormatter"/> wrote.</summary>
sealed class CloudWatchJsonReader(PropertyValueReader values, TemplateCache templates)
{
    /// <summary>An object without a template is some other logger's, however much the rest looks alike.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> message, JsonMembers members) =>
        members.TryFind(message, "template"u8, JsonKind.String, out _)
        && members.TryFind(message, "level"u8, JsonKind.String, out var level) && LevelNames.TryParse(level.Of(message), out _)
        && members.TryFind(message, "timestamp"u8, JsonKind.String, out var timestamp) && Timestamps.TryParse(timestamp.Of(message), out _);

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        var kinds = members.TryFind(message, "types"u8, JsonKind.Object, out var types) ? ReadKinds(message, types) : null;
        foreach (var member in members.All)
        {
            var name = values.ReadName(message, member.Name);
            if (TryReadOwn(message, name, member.Value, draft, origin)) continue;

            var path = kinds?.Find(name);
            if (path?.Kind == ValueKind.Properties && member.Value.Kind == JsonKind.Object)
            {
                ReadNested(message, member.Value, path, draft);
            }
            else
            {
                draft.Add(ReservedNames.Unescape(name), values.Read(message, member.Value, JsonDialect.CloudWatch, path));
            }
        }
    }

    bool TryReadOwn(ReadOnlySpan<byte> message, string name, JsonRange value, EventDraft draft, EventOrigin? origin)
    {
        if (!ReservedNames.IsReserved(name)) return false;

        var text = value.Of(message);
        switch (name)
        {
            case "timestamp" when Timestamps.TryParse(text, out var timestamp):
                draft.Timestamp = timestamp;
                return true;
            case "level" when LevelNames.TryParse(text, out var level):
                draft.Level = level;
                return true;
            case "message":
                // It is rendered again from the template, with the same values.
                return true;
            case "template" when value.Kind == JsonKind.String:
                draft.Template = templates.Get(text, value.Escaped, origin);
                return true;
            case "traceId" when TraceIds.TryParse(text, out ActivityTraceId traceId):
                draft.TraceId = traceId;
                return true;
            case "spanId" when TraceIds.TryParse(text, out ActivitySpanId spanId):
                draft.SpanId = spanId;
                return true;
            case "exception" when value.Kind == JsonKind.Object:
                draft.Exception = ReadException(message, value);
                return true;
            case "types" when value.Kind == JsonKind.Object:
                return true;
            default:
                return false;
        }
    }

    static RecordedException ReadException(ReadOnlySpan<byte> message, JsonRange value)
    {
        string type = "", text = "", fullText = "";
        var scanner = new JsonScanner(message[..value.End], value.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return new(type, text, fullText);
        do
        {
            scanner.TryReadMember(out var member);
            if (member.Value.Kind != JsonKind.String) continue;
            var read = JsonText.Read(member.Value.Of(message), member.Value.Escaped);
            var name = member.Name.Of(message);
            if (name.SequenceEqual("type"u8)) type = read;
            if (name.SequenceEqual("message"u8)) text = read;
            if (name.SequenceEqual("stackTrace"u8)) fullText = read;
        }
        while (scanner.MoveNext((byte)'}') == true);

        return new(type, text, fullText);
    }

    static KindNode ReadKinds(ReadOnlySpan<byte> message, JsonRange types)
    {
        var root = new KindNode();
        var scanner = new JsonScanner(message[..types.End], types.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return root;
        do
        {
            scanner.TryReadMember(out var member);
            if (member.Value.Kind != JsonKind.String) continue;
            root.Add(JsonText.Read(member.Name.Of(message), member.Name.Escaped), ValueKinds.Parse(member.Value.Of(message)));
        }
        while (scanner.MoveNext((byte)'}') == true);

        return root;
    }

    void ReadNested(ReadOnlySpan<byte> message, JsonRange properties, KindNode kinds, EventDraft draft)
    {
        var scanner = new JsonScanner(message[..properties.End], properties.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return;
        do
        {
            scanner.TryReadMember(out var member);
            var name = values.ReadName(message, member.Name);
            draft.Add(name, values.Read(message, member.Value, JsonDialect.CloudWatch, kinds.Find(KindPath.Segment(name, 1))));
        }
        while (scanner.MoveNext((byte)'}') == true);
    }
}
