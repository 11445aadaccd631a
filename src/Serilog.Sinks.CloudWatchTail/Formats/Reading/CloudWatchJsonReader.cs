using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Reads what the CloudWatch JSON formatter wrote.
sealed class CloudWatchJsonReader(PropertyValueReader values, TemplateCache templates)
{
    [Flags]
    enum Own : short
    {
        None = 0,
        Timestamp = 1,
        Level = 2,
        Message = 4,
        Template = 8,
        TraceId = 16,
        SpanId = 32,
        Exception = 64,
        Types = 128,
        SeverityNumber = 256
    }

    readonly KindCache _kinds = new();

    // Of the message that was begun: whether its text is its template's, as far as that is known, and its kinds if it has some.
    bool? _isRendered;
    JsonRange _message;
    JsonRange _template;
    JsonRange _types;

    // Where OpenTelemetry's words say the level, their names are not those of properties.
    LevelStyle _levelStyle;

    // How many members the formatter's own head has, as far as they stand where the formatter writes them.
    int _head;
    bool _hasMessageInHead;

    // An object without a template is some other logger's, however much the rest looks alike, and so is one whose message was not rendered from its
    // template, or whose exception is no object. Both this format and CLEF begin with the time, and in both a property may be called as the other's
    // time is.
    // Returns: Whether the message is of this format; then its time and level have been read.
    public bool TryBegin(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (!TryFindHead(message, members, out var time, out var name)
            || !Timestamps.TryParse(time.Of(message), out var timestamp)
            || !LevelNames.TryParse(name.Of(message), out var level)
            || !HasOurMessage(message, members)) return false;

        draft.Timestamp = timestamp;
        draft.Level = level;
        return true;
    }

    bool TryFindHead(ReadOnlySpan<byte> message, JsonMembers members, out JsonRange time, out JsonRange name)
    {
        _message = default;
        _levelStyle = LevelStyle.Serilog;
        if (TryFindWrittenHead(message, members.All, out time, out name)) return true;
        _head = 0;
        name = default;
        if (members.All is [var first, ..] && IsText(message, first, "@t"u8)) return false;
        return members.TryFind(message, "template"u8, JsonKind.String, out _template)
            && members.TryFind(message, "timestamp"u8, JsonKind.String, out time)
            && (members.TryFind(message, "level"u8, JsonKind.String, out name) || TryFindSeverity(message, members, out name))
            && !(members.TryFind(message, "@t"u8, JsonKind.String, out var clefTime) && clefTime.Start < time.Start);
    }

    // The level in OpenTelemetry's words, which the formatter writes as a number and as a text.
    bool TryFindSeverity(ReadOnlySpan<byte> message, JsonMembers members, out JsonRange name)
    {
        if (!members.TryFind(message, "severityText"u8, JsonKind.String, out name) || !members.TryFind(message, "severityNumber"u8, JsonKind.Number, out _)) return false;
        _levelStyle = LevelStyle.OpenTelemetry;
        return true;
    }

    // The four members that the formatter writes first, or three when it leaves the message out; OpenTelemetry's words are one more.
    bool TryFindWrittenHead(ReadOnlySpan<byte> message, ReadOnlySpan<JsonMember> all, out JsonRange time, out JsonRange name)
    {
        time = name = default;
        if (all.Length < 3 || !IsText(message, all[0], "timestamp"u8)) return false;
        var level = 1;
        if (!IsText(message, all[level], "level"u8))
        {
            if (all[level].Value.Kind != JsonKind.Number || !all[level].Name.Of(message).SequenceEqual("severityNumber"u8) || !IsText(message, all[++level], "severityText"u8)) return false;
        }

        time = all[0].Value;
        name = all[level].Value;
        _hasMessageInHead = level + 1 < all.Length && IsText(message, all[level + 1], "message"u8);
        _head = _hasMessageInHead ? level + 3 : level + 2;
        if (_head > all.Length || !IsText(message, all[_head - 1], "template"u8)) return false;
        _template = all[_head - 1].Value;
        if (_hasMessageInHead) _message = all[level + 1].Value;
        if (level > 1) _levelStyle = LevelStyle.OpenTelemetry;
        return true;
    }

    static bool IsText(ReadOnlySpan<byte> message, in JsonMember member, ReadOnlySpan<byte> name) =>
        member.Value.Kind == JsonKind.String && member.Name.Of(message).SequenceEqual(name);

    bool HasOurMessage(ReadOnlySpan<byte> message, JsonMembers members)
    {
        _types = default;
        foreach (ref readonly var member in members.All[_head..])
        {
            if (member.Name.Length == 5 && member.Value.Kind == JsonKind.Object && _types.Kind != JsonKind.Object && member.Name.Of(message).SequenceEqual("types"u8)) _types = member.Value;
            if (member.Name.Length == 9 && member.Value.Kind == JsonKind.String && member.Name.Of(message).SequenceEqual("exception"u8)) return false;
        }

        _isRendered = true;
        if (_message.Kind != JsonKind.String && !members.TryFind(message, "message"u8, JsonKind.String, out _message)) return true;

        // A value of a kind that JSON cannot say may have been rendered as anything.
        _isRendered = _types.Kind == JsonKind.Object ? null : RenderedText.IsRenderedFrom(message, members, templates.ShapeOf(_template.Of(message), _template.Escaped), _message.Of(message), _head);
        return _isRendered == true || RenderedText.Agrees(_template.Of(message), _message.Of(message));
    }

    // Reads the rest of the event. The message is left out: it is rendered again from the template, with the same values.
    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        var areKindsKnown = true;
        var kinds = _types.Kind == JsonKind.Object ? ReadKinds(message, _types, out areKindsKnown) : null;
        var seen = Own.None;
        if (_head > 0)
        {
            seen = Own.Timestamp | Own.Level | Own.SeverityNumber | Own.Template | (_hasMessageInHead ? Own.Message : Own.None);
            templates.Set(draft, _template.Of(message), _template.Escaped, origin);
        }

        foreach (ref readonly var member in members.All[_head..])
        {
            if (TryReadOwn(message, member.Name.Of(message), member.Value, draft, origin, ref seen) && (areKindsKnown || member.Value.Start != _types.Start)) continue;

            var name = values.ReadName(message, member.Name);
            var path = kinds?.FindNext(name);
            if (path?.Kind == ValueKind.Properties && member.Value.Kind == JsonKind.Object)
            {
                ReadNested(message, member.Value, path, draft);
            }
            else if (path?.Kind != ValueKind.Metric)
            {
                draft.Add(ReservedNames.Unescape(name, _levelStyle), values.Read(message, member.Value, JsonDialect.CloudWatch, path));
            }
        }

        // Values that are not there cannot be rendered again.
        if (!(_isRendered ?? CanRender(message, members, draft)))
            draft.Add(draft.Has("message") ? "renderedMessage" : "message", new ScalarValue(JsonText.Read(_message.Of(message), _message.Escaped)));
    }

    bool CanRender(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        var shape = templates.ShapeOf(_template.Of(message), _template.Escaped);
        return RenderedText.HasValues(message, members, shape, _head)
            ? RenderedText.HasTexts(shape, _message.Of(message))
            : TemplateHoles.CanRender(shape, draft, message, _message);
    }

    // The first member of each of the format's names is not a property, unless its value is one that the format does not allow.
    bool TryReadOwn(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name, JsonRange value, EventDraft draft, EventOrigin? origin, ref Own seen)
    {
        var text = value.Of(message);
        switch (name.Length)
        {
            case 5 when value.Kind == JsonKind.String && name.SequenceEqual("level"u8): return IsFirst(Own.Level, ref seen);
            case 5 when value.Kind == JsonKind.Object && name.SequenceEqual("types"u8): return IsFirst(Own.Types, ref seen);
            case 6 when name.SequenceEqual("spanId"u8) && TraceIds.TryParse(text, out ActivitySpanId spanId):
                if (!IsFirst(Own.SpanId, ref seen)) return false;
                draft.SpanId = spanId;
                return true;
            case 7 when name.SequenceEqual("traceId"u8) && TraceIds.TryParse(text, out ActivityTraceId traceId):
                if (!IsFirst(Own.TraceId, ref seen)) return false;
                draft.TraceId = traceId;
                return true;
            case 7 when value.Kind == JsonKind.String && name.SequenceEqual("message"u8): return IsFirst(Own.Message, ref seen);
            case 8 when value.Kind == JsonKind.String && name.SequenceEqual("template"u8):
                if (!IsFirst(Own.Template, ref seen)) return false;
                templates.Set(draft, text, value.Escaped, origin);
                return true;
            case 9 when value.Kind == JsonKind.Object && name.SequenceEqual("exception"u8):
                if (!IsFirst(Own.Exception, ref seen)) return false;
                draft.Exception = ReadException(message, value, out var isWhole);
                return isWhole;
            case 12 when _levelStyle == LevelStyle.OpenTelemetry && value.Kind == JsonKind.String && name.SequenceEqual("severityText"u8): return IsFirst(Own.Level, ref seen);
            case 14 when _levelStyle == LevelStyle.OpenTelemetry && value.Kind == JsonKind.Number && name.SequenceEqual("severityNumber"u8): return IsFirst(Own.SeverityNumber, ref seen);
            case 9 when value.Kind == JsonKind.String && name.SequenceEqual("timestamp"u8): return IsFirst(Own.Timestamp, ref seen);
            default: return false;
        }
    }

    static bool IsFirst(Own member, ref Own seen)
    {
        if ((seen & member) != 0) return false;
        seen |= member;
        return true;
    }

    // isWhole: It says nothing beside its type, message and stack trace.
    static RecordedException ReadException(ReadOnlySpan<byte> message, JsonRange value, out bool isWhole)
    {
        isWhole = true;
        string type = "", text = "", fullText = "";
        var scanner = new JsonScanner(message[..value.End], value.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return new(type, text, fullText);
        do
        {
            scanner.TryReadMember(out var member);
            var read = member.Value.Kind == JsonKind.String ? JsonText.Read(member.Value.Of(message), member.Value.Escaped) : null;
            var name = member.Name.Of(message);
            if (read != null && name.SequenceEqual("type"u8)) type = read;
            else if (read != null && name.SequenceEqual("message"u8)) text = read;
            else if (read != null && name.SequenceEqual("stackTrace"u8)) fullText = read;
            else isWhole = false;
        }
        while (scanner.MoveNext((byte)'}') == true);

        return new(type, text, fullText);
    }

    // areKnown: Each kind is one that the format knows.
    KindNode ReadKinds(ReadOnlySpan<byte> message, JsonRange types, out bool areKnown)
    {
        if (_kinds.Find(types.Of(message), out areKnown) is { } known) return known;
        var root = new KindNode();
        var scanner = new JsonScanner(message[..types.End], types.Start);
        scanner.TryOpen((byte)'{');
        if (scanner.TryClose((byte)'}')) return root;
        do
        {
            scanner.TryReadMember(out var member);
            var kind = member.Value.Kind == JsonKind.String ? ValueKinds.Parse(member.Value.Of(message)) : ValueKind.None;
            areKnown &= kind != ValueKind.None;
            root.Add(JsonText.Read(member.Name.Of(message), member.Name.Escaped), kind);
        }
        while (scanner.MoveNext((byte)'}') == true);

        _kinds.Add(types.Of(message), root, areKnown);
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
