using System.Diagnostics;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Reads trace and span ids: hexadecimal in any case, W3C's traceparent, and X-Ray's 1-(8 digits)-(24 digits). An id in the form in which it will be
// written again is taken; an id in any other form also stays a property. Ids of other systems, such as decimal numbers, are left alone.
sealed class TraceReader
{
    const int TraceLength = 32, SpanLength = 16;

    readonly JsonMembers _members = new();

    public void Read(ReadOnlySpan<byte> message, RoleCandidates candidates, EventDraft draft)
    {
        foreach (ref readonly var candidate in candidates.Of(MemberRole.TraceId))
        {
            var value = candidate.Value.Kind == JsonKind.Object ? IdIn(message, candidate.Value) : candidate.Value;
            if (value.Kind != JsonKind.String || value.Escaped || !TryReadTrace(value.Of(message), draft)) continue;
            if (value.Length == TraceLength && candidate.Value.Kind == JsonKind.String) candidates.Take(candidate);
            break;
        }

        foreach (ref readonly var candidate in candidates.Of(MemberRole.SpanId))
        {
            var value = candidate.Value.Kind == JsonKind.Object ? IdIn(message, candidate.Value) : candidate.Value;
            if (value.Kind != JsonKind.String || !TryReadSpan(value.Of(message), draft)) continue;
            if (candidate.Value.Kind == JsonKind.String) candidates.Take(candidate);
            break;
        }
    }

    public static bool TryReadTrace(ReadOnlySpan<byte> text, EventDraft draft)
    {
        if (text.Length == TraceLength) return TrySetTrace(text, draft);

        // 00-(trace)-(span)-01
        if (text.Length == 55 && text[2] == '-' && text[35] == '-' && text[52] == '-') return TrySetTrace(text.Slice(3, TraceLength), draft) && TryReadSpan(text.Slice(36, SpanLength), draft);

        var root = text.IndexOf("Root="u8);
        if (root >= 0)
        {
            var parent = text.IndexOf("Parent="u8);
            if (parent >= 0 && text.Length >= parent + 7 + SpanLength) TryReadSpan(text.Slice(parent + 7, SpanLength), draft);
            text = text[(root + 5)..];
            var end = text.IndexOfAny(";, "u8);
            if (end >= 0) text = text[..end];
        }

        // 1-(seconds)-(random)
        if (text.Length != 35 || text[0] != '1' || text[1] != '-' || text[10] != '-') return false;
        Span<byte> id = stackalloc byte[TraceLength];
        text.Slice(2, 8).CopyTo(id);
        text[11..].CopyTo(id[8..]);
        return TrySetTrace(id, draft);
    }

    static bool TrySetTrace(ReadOnlySpan<byte> text, EventDraft draft)
    {
        Span<byte> id = stackalloc byte[TraceLength];
        if (Ascii.ToLower(text, id, out _) != System.Buffers.OperationStatus.Done || IsZero(id) || !TraceIds.TryParse(id, out ActivityTraceId traceId)) return false;
        draft.TraceId = traceId;
        return true;
    }

    static bool TryReadSpan(ReadOnlySpan<byte> text, EventDraft draft)
    {
        Span<byte> id = stackalloc byte[SpanLength];
        if (text.Length != SpanLength || Ascii.ToLower(text, id, out _) != System.Buffers.OperationStatus.Done || IsZero(id) || !TraceIds.TryParse(id, out ActivitySpanId spanId)) return false;
        draft.SpanId = spanId;
        return true;
    }

    static bool IsZero(ReadOnlySpan<byte> id) => !id.ContainsAnyExcept((byte)'0');

    // ECS nests the id: "trace":{"id":"…"}.
    JsonRange IdIn(ReadOnlySpan<byte> message, JsonRange container)
    {
        var json = container.Of(message);
        return _members.TryIndex(json) && _members.TryFind(json, "id"u8, JsonKind.String, out var id) ? id with { Start = container.Start + id.Start } : default;
    }
}
