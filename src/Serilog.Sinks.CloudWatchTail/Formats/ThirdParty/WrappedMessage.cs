using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Finds the message inside a wrapper: Docker, FireLens and Fluent Bit (log), Lambda's telemetry (record), subscription data (logEvents), EventBridge
// (detail), OTLP (resourceLogs), dbt (info), and any logger whose message is another logger's JSON.
sealed class WrappedMessage
{
    readonly JsonMembers _inner = new();
    readonly RoleCandidates _innerCandidates = new();

    public bool TryFind(ReadOnlySpan<byte> message, JsonMembers members, RoleCandidates candidates, out WrappedValue found)
    {
        found = default;
        for (var i = 0; i < members.All.Length; i++)
        {
            ref readonly var member = ref members.All[i];
            if (member.Value.Kind < JsonKind.String) continue;
            var name = member.Name.Of(message);
            var isKnown = name.Length switch
            {
                4 when name.SequenceEqual("info"u8) => member.Value.Kind == JsonKind.Object && candidates.Of(MemberRole.Level).IsEmpty && SaysLevelAndMessage(message, member.Value),
                6 when name.SequenceEqual("detail"u8) => member.Value.Kind == JsonKind.Object && Has(message, members, "detail-type"u8),
                6 when name.SequenceEqual("record"u8) => IsTelemetry(message, members),
                9 when name.SequenceEqual("logEvents"u8) => member.Value.Kind == JsonKind.Array,
                12 when name.SequenceEqual("resourceLogs"u8) => member.Value.Kind == JsonKind.Array,
                13 when name.SequenceEqual("log_processed"u8) => member.Value.Kind == JsonKind.Object,
                _ => false
            };
            if (!isKnown) continue;

            // If there are several messages, the first would stand for all, so the wrapper itself becomes the event.
            var value = member.Value;
            if (value.Kind == JsonKind.Array && !TryFindOnly(message, value, name.Length == 12, out value)) continue;
            found = new(i, value, IsWholeMember: value == member.Value, IsText: value.Kind == JsonKind.String && !LooksLikeObject(message, value));
            return true;
        }

        foreach (ref readonly var candidate in candidates.Of(MemberRole.Message))
        {
            if (candidate.IsNested) continue;
            var isObject = candidate.Value.Kind == JsonKind.String ? LooksLikeObject(message, candidate.Value) : candidate.Value.Kind == JsonKind.Object && IsEvent(message, candidate);
            if (isObject)
            {
                found = new(candidate.Member, candidate.Value, IsWholeMember: true, IsText: false);
                return true;
            }

            // The output line of a container, if the wrapper contains nothing else about it.
            if (candidate.Name == "log" && candidate.Value is { Kind: JsonKind.String, Length: > 0 } && candidates.Of(MemberRole.Level).IsEmpty && candidates.Of(MemberRole.Message).Length == 1)
            {
                found = new(candidate.Member, candidate.Value, IsWholeMember: true, IsText: true);
                return true;
            }
        }

        return false;
    }

    // Lambda's telemetry about the output of a function or an extension.
    static bool IsTelemetry(ReadOnlySpan<byte> message, JsonMembers members) =>
        members.TryFind(message, "type"u8, JsonKind.String, out var type) && (type.Of(message).SequenceEqual("function"u8) || type.Of(message).SequenceEqual("extension"u8));

    static bool LooksLikeObject(ReadOnlySpan<byte> message, JsonRange value)
    {
        if (value.Length < 2) return false;
        var text = value.Of(message);
        var start = value.Escaped ? text.TrimStart(" \\ntr"u8) : text.TrimStart(" "u8);
        return start.Length > 1 && start[0] == '{' && (start[1] is (byte)'"' or (byte)'\\' or (byte)' ' or (byte)'}');
    }

    // An object that has a message and is not an error.
    bool IsEvent(ReadOnlySpan<byte> message, in Candidate candidate)
    {
        if (candidate.Name is "log" or "event" or "text" or "0" or "data") return false;
        return SaysMessage(candidate.Value.Of(message));
    }

    bool SaysLevelAndMessage(ReadOnlySpan<byte> message, JsonRange value) =>
        SaysMessage(value.Of(message)) && !_innerCandidates.Of(MemberRole.Level).IsEmpty;

    bool SaysMessage(ReadOnlySpan<byte> json)
    {
        if (!_inner.TryIndex(json)) return false;
        _innerCandidates.Find(json, _inner);
        foreach (ref readonly var text in _innerCandidates.Of(MemberRole.Message))
        {
            if (text is { IsNested: false, Rank: <= 4, Value.Kind: JsonKind.String }) return true;
        }

        return false;
    }

    // Returns the only element of a list, and for OTLP that of its three nested lists.
    bool TryFindOnly(ReadOnlySpan<byte> message, JsonRange array, bool isOtlp, out JsonRange only)
    {
        if (!TryFindElement(message, array, out only)) return false;
        if (!isOtlp) return TryFindMember(message, only, "message"u8, "message"u8, out var text) ? Narrow(text, ref only) : only.Kind == JsonKind.Object;
        return TryFindMember(message, only, "scopeLogs"u8, "instrumentationLibraryLogs"u8, out var scopes) && TryFindElement(message, scopes, out only)
            && TryFindMember(message, only, "logRecords"u8, "logs"u8, out var records) && TryFindElement(message, records, out only);
    }

    static bool Narrow(JsonRange text, ref JsonRange only)
    {
        only = text;
        return true;
    }

    static bool TryFindElement(ReadOnlySpan<byte> message, JsonRange array, out JsonRange only)
    {
        only = default;
        if (array.Kind != JsonKind.Array) return false;
        var scanner = new JsonScanner(message[..array.End], array.Start);
        return scanner.TryOpen((byte)'[') && scanner.TryReadValue(out only) && only.Kind == JsonKind.Object && scanner.MoveNext((byte)']') == false;
    }

    bool TryFindMember(ReadOnlySpan<byte> message, JsonRange container, ReadOnlySpan<byte> name, ReadOnlySpan<byte> otherName, out JsonRange value)
    {
        value = default;
        var json = container.Of(message);
        if (!_inner.TryIndex(json)) return false;
        foreach (ref readonly var member in _inner.All)
        {
            if (!member.Name.Of(json).SequenceEqual(name) && !member.Name.Of(json).SequenceEqual(otherName)) continue;
            value = member.Value with { Start = container.Start + member.Value.Start };
            return true;
        }

        return false;
    }

    static bool Has(ReadOnlySpan<byte> message, JsonMembers members, ReadOnlySpan<byte> name) => members.TryFind(message, name, JsonKind.String, out _);
}
