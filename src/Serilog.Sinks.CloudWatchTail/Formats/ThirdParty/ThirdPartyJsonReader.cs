using System.Diagnostics;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>
/// Reads the JSON objects of other loggers, those of AWS Lambda and AWS Powertools among them. A member is taken for the event's time, level,
/// message, error or trace only if its value can be that; all the rest become properties under their own names, so that nothing is lost.
/// </summary>
sealed class ThirdPartyJsonReader(PropertyValueReader values)
{
    static readonly int Roles = Enum.GetValues<MemberRole>().Length;

    readonly StringCache _names = new();
    readonly ErrorReader _errors = new();
    readonly JsonMembers _fields = new();

    // By role: the member with the best name, how good its name is, and whether it was of use.
    readonly int[] _members = new int[Roles];
    readonly int[] _ranks = new int[Roles];
    readonly bool[] _isTaken = new bool[Roles];
    bool _messageIsError;

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        Choose(message, members);
        ReadTime(message, members, draft);
        ReadLevel(message, members, draft);
        ReadError(message, members, draft);
        ReadTrace(message, members, draft);
        ReadMessage(message, members, draft, origin);

        for (var role = 0; role < Roles; role++)
        {
            if (!_isTaken[role]) _members[role] = -1;
        }

        for (var i = 0; i < members.All.Length; i++)
        {
            if (_members.AsSpan().Contains(i)) continue;
            var member = members.All[i];
            draft.Add(values.ReadName(message, member.Name), values.Read(message, member.Value, JsonDialect.Clef));
        }
    }

    /// <summary>For each role the member with the best name.</summary>
    void Choose(ReadOnlySpan<byte> message, JsonMembers members)
    {
        Array.Fill(_members, -1);
        Array.Clear(_isTaken);
        for (var i = 0; i < members.All.Length; i++)
        {
            ref readonly var member = ref members.All[i];
            if (!MemberNames.TryFind(_names, member.Name.Of(message), out var role, out var rank)) continue;
            if (member.Value.Kind == JsonKind.Null || (Has(role) && _ranks[(int)role] <= rank)) continue;
            _members[(int)role] = i;
            _ranks[(int)role] = rank;
        }
    }

    bool Has(MemberRole role) => _members[(int)role] >= 0;

    bool TryGet(JsonMembers members, MemberRole role, out JsonRange value)
    {
        value = Has(role) ? members.All[_members[(int)role]].Value : default;
        return Has(role);
    }

    void Take(MemberRole role) => _isTaken[(int)role] = true;

    void ReadTime(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (!TryGet(members, MemberRole.Time, out var value) || !ThirdPartyTimestamps.TryRead(message, value, out var timestamp)) return;
        draft.Timestamp = timestamp;
        Take(MemberRole.Time);
    }

    void ReadLevel(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (!TryGet(members, MemberRole.Level, out var value) || !ThirdPartyLevels.TryRead(message, members, value, out var level)) return;
        draft.Level = level;
        Take(MemberRole.Level);
    }

    void ReadMessage(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        var isFound = TryGet(members, MemberRole.Message, out var value) && !_messageIsError;
        var isText = isFound && value.Kind == JsonKind.String;
        var text = isText ? JsonText.Read(value.Of(message), value.Escaped) : isFound ? Encoding.UTF8.GetString(value.Of(message)) : FindOtherText(message, members, draft);
        draft.Template = TemplateCache.Mark(PlainTemplate.Create(text), origin);
        if (isText) Take(MemberRole.Message);
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

    void ReadError(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        _errors.Begin();
        var isWhole = false;
        if (TryGet(members, MemberRole.Exception, out var exception) && _errors.TryAddException(message, exception, out isWhole) && isWhole) Take(MemberRole.Exception);
        foreach (var role in (ReadOnlySpan<MemberRole>)[MemberRole.ErrorType, MemberRole.ErrorMessage, MemberRole.StackTrace])
        {
            if (TryGet(members, role, out var part) && _errors.TryAdd(message, part, role)) Take(role);
        }

        _messageIsError = TryGet(members, MemberRole.Message, out var text) && _errors.TryAddError(message, text, out isWhole);
        if (_messageIsError && isWhole) Take(MemberRole.Message);

        draft.Exception = _errors.Build();
        if (draft.Exception != null && !Has(MemberRole.Level)) draft.Level = LogEventLevel.Error;
    }

    void ReadTrace(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (TryGet(members, MemberRole.TraceId, out var trace) && trace.Kind == JsonKind.String && TraceIds.TryParse(trace.Of(message), out ActivityTraceId traceId))
        {
            draft.TraceId = traceId;
            Take(MemberRole.TraceId);
        }

        if (TryGet(members, MemberRole.SpanId, out var span) && span.Kind == JsonKind.String && TraceIds.TryParse(span.Of(message), out ActivitySpanId spanId))
        {
            draft.SpanId = spanId;
            Take(MemberRole.SpanId);
        }
    }
}
