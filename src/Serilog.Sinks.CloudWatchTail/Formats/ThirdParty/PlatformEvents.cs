using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// AWS Lambda's own events in JSON, such as platform.report, whose level follows from their status.
static class PlatformEvents
{
    public static bool IsOne(ReadOnlySpan<byte> message, JsonMembers members) =>
        members.TryFind(message, "type"u8, JsonKind.String, out var type) && type.Of(message).StartsWith("platform."u8);

    public static void ReadLevel(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (draft.HasLevel && draft.Exception == null || !IsOne(message, members)) return;
        members.TryFind(message, "type"u8, JsonKind.String, out var type);
        var kind = type.Of(message);
        if (kind.SequenceEqual("platform.fault"u8))
        {
            draft.Level = LogEventLevel.Error;
            return;
        }

        if (kind.SequenceEqual("platform.logsDropped"u8)) draft.Level = LogEventLevel.Warning;
        if (!members.TryFind(message, "record"u8, JsonKind.Object, out var record)) return;

        var json = record.Of(message);
        var inner = new JsonMembers();
        if (!inner.TryIndex(json)) return;
        var isFailure = inner.TryFind(json, "status"u8, JsonKind.String, out var status) ? !status.Of(json).SequenceEqual("success"u8) : inner.TryFind(json, "errorType"u8, JsonKind.String, out _);
        if (isFailure) draft.Level = LogEventLevel.Error;
        else if (!draft.HasLevel) draft.Level = LogEventLevel.Information;
    }
}
