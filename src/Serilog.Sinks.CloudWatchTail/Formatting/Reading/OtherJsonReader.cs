using System.Diagnostics;
using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>
/// Reads the JSON objects of other loggers, those of AWS Lambda and AWS Powertools among them. A member is taken for the event's time, level,
/// message, error or trace only if its value can be that; all the rest become properties under their own names, so that nothing is lost.
/// </summary>
sealed class OtherJsonReader(PropertyValueReader values)
{
    static readonly int Roles = Enum.GetValues<MemberRole>().Length;

    readonly StringCache _names = new();
    readonly ErrorReader _errors = new();
    readonly JsonMembers _fields = new();
    readonly int[] _best = new int[Roles];
    readonly int[] _ranks = new int[Roles];

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        Choose(message, members);
        var taken = ReadTime(message, members, draft) | ReadLevel(message, members, draft) | ReadError(message, members, draft)
            | ReadTrace(message, members, draft) | ReadMessage(message, members, draft, origin);

        for (var i = 0; i < members.All.Length; i++)
        {
            var member = members.All[i];
            if ((taken & Bit(i)) == 0) draft.Add(values.ReadName(message, member.Name), values.Read(message, member.Value, JsonDialect.Clef));
        }
    }

    /// <summary>For each role the member with the best name; members past the 64th are not looked at.</summary>
    void Choose(ReadOnlySpan<byte> message, JsonMembers members)
    {
        Array.Fill(_best, -1);
        for (var i = 0; i < Math.Min(members.All.Length, 64); i++)
        {
            ref readonly var member = ref members.All[i];
            if (!MemberNames.TryFind(_names, member.Name.Of(message), out var role, out var rank)) continue;
            if (_best[(int)role] >= 0 && _ranks[(int)role] <= rank) continue;
            if (role == MemberRole.Message && member.Value.Kind is JsonKind.Null) continue;
            _best[(int)role] = i;
            _ranks[(int)role] = rank;
        }
    }

    bool TryGet(JsonMembers members, MemberRole role, out JsonRange value)
    {
        var index = _best[(int)role];
        value = index < 0 ? default : members.All[index].Value;
        return index >= 0;
    }

    ulong Taken(MemberRole role) => Bit(_best[(int)role]);

    static ulong Bit(int index) => index is >= 0 and < 64 ? 1UL << index : 0;

    ulong ReadTime(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (!TryGet(members, MemberRole.Time, out var value) || !OtherTimestamps.TryRead(message, value, out var timestamp)) return 0;
        draft.Timestamp = timestamp;
        return Taken(MemberRole.Time);
    }

    ulong ReadLevel(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (!TryGet(members, MemberRole.Level, out var value) || !OtherLevels.TryRead(message, members, value, out var level)) return 0;
        draft.Level = level;
        return Taken(MemberRole.Level);
    }

    ulong ReadMessage(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        var isFound = TryGet(members, MemberRole.Message, out var value);
        var isText = isFound && value.Kind == JsonKind.String;
        var text = isText ? JsonText.Read(value.Of(message), value.Escaped) : isFound ? Encoding.UTF8.GetString(value.Of(message)) : FindOtherText(message, members, draft);
        draft.Template = TemplateCache.Mark(PlainTemplate.Create(text), origin);
        return isText ? Taken(MemberRole.Message) : 0;
    }

    /// <summary>An event without a message of its own shows its error's, or that of the fields that some loggers put together, or all that it is.</summary>
    string FindOtherText(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (draft.Exception is { Message.Length: > 0 } exception) return exception.Message;
        if (members.TryFind(message, "fields"u8, JsonKind.Object, out var fields))
        {
            var json = fields.Of(message);
            if (_fields.TryIndex(json) && _fields.TryFind(json, "message"u8, JsonKind.String, out var text)) return JsonText.Read(text.Of(json), text.Escaped);
        }

        return Encoding.UTF8.GetString(message.Trim(" \t\r\n"u8));
    }

    ulong ReadError(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        ulong taken = 0;
        _errors.Begin();
        if (TryGet(members, MemberRole.Exception, out var exception) && _errors.TryAddException(message, exception, out var isWhole) && isWhole) taken |= Taken(MemberRole.Exception);
        foreach (var role in (ReadOnlySpan<MemberRole>)[MemberRole.ErrorType, MemberRole.ErrorMessage, MemberRole.StackTrace])
        {
            if (TryGet(members, role, out var part) && _errors.TryAdd(message, part, role)) taken |= Taken(role);
        }

        draft.Exception = _errors.Build();
        if (draft.Exception != null && _best[(int)MemberRole.Level] < 0) draft.Level = LogEventLevel.Error;
        return taken;
    }

    ulong ReadTrace(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        ulong taken = 0;
        if (TryGet(members, MemberRole.TraceId, out var trace) && trace.Kind == JsonKind.String && TraceIds.TryParse(trace.Of(message), out ActivityTraceId traceId))
        {
            draft.TraceId = traceId;
            taken |= Taken(MemberRole.TraceId);
        }

        if (TryGet(members, MemberRole.SpanId, out var span) && span.Kind == JsonKind.String && TraceIds.TryParse(span.Of(message), out ActivitySpanId spanId))
        {
            draft.SpanId = spanId;
            taken |= Taken(MemberRole.SpanId);
        }

        return taken;
    }
}
