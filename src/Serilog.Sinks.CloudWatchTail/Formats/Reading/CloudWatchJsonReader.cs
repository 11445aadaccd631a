using System.Diagnostics;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>Reads what the CloudWatch JSON formatter wrote.</summary>
sealed class CloudWatchJsonReader(PropertyValueReader values, TemplateCache templates)
{
    /// <summary>
    /// An object without a template is some other logger's, however much the rest looks alike. Both this format and CLEF begin with the time, and
    /// in both a property may be called as the other's time is.
    /// </summary>
    /// <returns>Whether the message is of this format; then its time and level have been read.</returns>
    public static bool TryBegin(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (!members.TryFind(message, "template"u8, JsonKind.String, out _)
            || !members.TryFind(message, "timestamp"u8, JsonKind.String, out var time)
            || !members.TryFind(message, "level"u8, JsonKind.String, out var name)
            || (members.TryFind(message, "@t"u8, JsonKind.String, out var clefTime) && clefTime.Start < time.Start)
            || !Timestamps.TryParse(time.Of(message), out var timestamp)
            || !LevelNames.TryParse(name.Of(message), out var level)) return false;

        draft.Timestamp = timestamp;
        draft.Level = level;
        return true;
    }

    /// <summary>Reads the rest of the event. The message is left out: it is rendered again from the template, with the same values.</summary>
    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        var kinds = members.TryFind(message, "types"u8, JsonKind.Object, out var types) ? ReadKinds(message, types) : null;
        foreach (ref readonly var member in members.All)
        {
            if (TryReadOwn(message, member.Name.Of(message), member.Value, draft, origin)) continue;

            var name = values.ReadName(message, member.Name);
            var path = kinds?.FindNext(name);
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

    /// <summary>Reads a member that is not a property. One whose value the format does not allow is kept as if it were.</summary>
    bool TryReadOwn(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, JsonRange value, EventDraft draft, EventOrigin? origin)
    {
        var text = value.Of(message);
        switch (name.Length)
        {
            case 5:
                return name.SequenceEqual("level"u8) || (value.Kind == JsonKind.Object && name.SequenceEqual("types"u8));
            case 6 when name.SequenceEqual("spanId"u8) && TraceIds.TryParse(text, out ActivitySpanId spanId):
                draft.SpanId = spanId;
                return true;
            case 7 when name.SequenceEqual("traceId"u8) && TraceIds.TryParse(text, out ActivityTraceId traceId):
                draft.TraceId = traceId;
                return true;
            case 7:
                return name.SequenceEqual("message"u8);
            case 8 when name.SequenceEqual("template"u8):
                draft.Template = templates.Get(text, value.Escaped, origin);
                return true;
            case 9 when value.Kind == JsonKind.Object && name.SequenceEqual("exception"u8):
                draft.Exception = ReadException(message, value);
                return true;
            case 9:
                return name.SequenceEqual("timestamp"u8);
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
            draft.Add(name, values.Read(message, member.Value, JsonDialect.CloudWatch, kinds.FindNext(name)));
        }
        while (scanner.MoveNext((byte)'}') == true);
    }
}
