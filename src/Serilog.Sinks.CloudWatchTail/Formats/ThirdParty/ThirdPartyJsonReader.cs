using System.Buffers.Text;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads JSON objects of other loggers, including AWS Lambda and AWS Powertools. A member becomes the event's time, level, message, error or trace
// only if its value is suitable; all others become properties under their own names, so that nothing is lost.
sealed class ThirdPartyJsonReader(PropertyValueReader values, PlainTextReader texts, InnerReader inner)
{
    readonly RoleCandidates _candidates = new();
    readonly ThirdPartyTimestamps _timestamps = new();
    readonly ThirdPartyLevels _levels = new();
    readonly ErrorReader _errors = new();
    readonly TraceReader _traces = new();
    readonly WrappedMessage _wrapped = new();
    readonly FlattenedMembers _flattened = new(values);

    public void Read(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        _candidates.Find(message, members);
        var isWrapper = TryReadInner(message, members, draft, origin);
        ReadTime(message, members, draft);
        if (!draft.HasLevel) _levels.TryRead(message, members, _candidates, draft);
        draft.Exception ??= _errors.Read(message, _candidates);
        if (draft.TraceId == default) _traces.Read(message, _candidates, draft);
        if (!isWrapper) ReadMessage(message, draft, origin);
        if (draft.Exception != null && !draft.HasLevel) draft.Level = LogEventLevel.Error;
        PlatformEvents.ReadLevel(message, members, draft);
        StepFunctionsEvents.ReadLevel(message, members, draft);
        AddProperties(message, members, draft, isWrapper);
    }

    void ReadTime(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        foreach (ref readonly var candidate in _candidates.Of(MemberRole.Time))
        {
            if (!_timestamps.TryRead(message, candidate.Value, out var timestamp, out var isWhole)) continue;
            if (candidate.Name == "timestampseconds" && timestamp.Ticks % TimeSpan.TicksPerSecond == 0) timestamp = timestamp.AddTicks(TakeNanoseconds(message, members) / TimeSpan.NanosecondsPerTick);
            if (draft.HasTime)
            {
                // The finer time becomes the event's; the other stays a property.
                if (!TimePrecision.IsFiner(timestamp, draft.Timestamp)) return;
                draft.Add(candidate.Name == "timestamp" ? "time" : "timestamp", new ScalarValue(draft.Timestamp));
            }

            draft.Timestamp = timestamp;
            if (isWhole) _candidates.Take(candidate);
            return;
        }
    }

    // Google Cloud's timestampNanos beside timestampSeconds.
    long TakeNanoseconds(ReadOnlySpan<byte> message, JsonMembers members)
    {
        for (var i = 0; i < members.All.Length; i++)
        {
            ref readonly var member = ref members.All[i];
            if (!member.Name.Of(message).SequenceEqual("timestampNanos"u8) || !Utf8Parser.TryParse(member.Value.Of(message), out uint nanoseconds, out var length)) continue;
            if (length != member.Value.Length || nanoseconds >= 1_000_000_000) continue;
            _candidates.Take(i);
            return nanoseconds;
        }

        return 0;
    }

    // Reads the message that this object only wraps.
    bool TryReadInner(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, EventOrigin? origin)
    {
        if (!_wrapped.TryFind(message, members, _candidates, out var found)) return false;
        var isText = found.Value.Kind == JsonKind.String;
        var text = isText ? Encoding.UTF8.GetBytes(JsonText.Read(found.Value.Of(message), found.Value.Escaped)) : found.Value.Of(message);
        if (found.IsText) texts.Read(text, draft, origin);
        else if (!inner(text, origin)) return false;
        if (found.IsWholeMember) _candidates.Take(found.Member);
        return true;
    }

    void ReadMessage(ReadOnlySpan<byte> message, EventDraft draft, EventOrigin? origin)
    {
        var text = FindText(message, draft);
        if (!draft.HasLevel && draft.Exception == null && TextLevels.TryFind(text, out var level)) draft.Level = level;
        draft.Template = TemplateCache.Mark(PlainTemplate.Create(text), origin);
    }

    // An event without a message shows its error's message, or the whole object.
    string FindText(ReadOnlySpan<byte> message, EventDraft draft)
    {
        var candidates = _candidates.Of(MemberRole.Message);
        foreach (ref readonly var candidate in candidates)
        {
            if (MessageTexts.Read(message, candidate) is not { Length: > 0 } text || string.IsNullOrWhiteSpace(text)) continue;
            _candidates.Take(candidate);
            return text;
        }

        foreach (ref readonly var candidate in candidates)
        {
            if (draft.Exception == null && _errors.ReadMessage(message, candidate, out var isWhole) is { } error)
            {
                draft.Exception = error;
                if (isWhole) _candidates.Take(candidate);
                if (error.Message.Length > 0) return error.Message;
            }

            if (candidate.Value.Kind is JsonKind.Object or JsonKind.Array && candidate.Name is not ("event" or "log" or "data" or "0")) return Encoding.UTF8.GetString(candidate.Value.Of(message));
        }

        if (draft.Exception is { Message.Length: > 0 } exception) return exception.Message;
        if (candidates.Length > 0 && candidates[0] is { Rank: <= 2, Value.Kind: JsonKind.Number or JsonKind.True or JsonKind.False } scalar) return Encoding.UTF8.GetString(scalar.Value.Of(message));
        if (candidates.Length > 0 && candidates[0] is { Rank: <= 2, Value: { Kind: JsonKind.String, Length: 0 } } empty)
        {
            _candidates.Take(empty);
            return "";
        }

        return Encoding.UTF8.GetString(message.Trim(" \t\r\n"u8));
    }

    void AddProperties(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft, bool isWrapper)
    {
        for (var i = 0; i < members.All.Length; i++)
        {
            if (_candidates.IsTaken(i)) continue;
            var member = members.All[i];
            if (_flattened.TryAdd(message, members, member, draft)) continue;
            var name = values.ReadName(message, member.Name);
            if (isWrapper && draft.Has(name)) name = "wrapper_" + name;
            draft.Add(name, values.Read(message, member.Value, JsonDialect.Clef));
        }
    }
}
