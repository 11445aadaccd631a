using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// The execution history of AWS Step Functions, whose level follows from the event type: ExecutionFailed, TaskTimedOut, MapRunAborted.
static class StepFunctionsEvents
{
    public static void ReadLevel(ReadOnlySpan<byte> message, JsonMembers members, EventDraft draft)
    {
        if (draft.HasLevel || !members.TryFind(message, "type"u8, JsonKind.String, out var type) || !members.TryFind(message, "execution_arn"u8, JsonKind.String, out _)) return;
        var kind = type.Of(message);
        var isFailure = kind.EndsWith("Failed"u8) || kind.EndsWith("TimedOut"u8) || kind.EndsWith("Aborted"u8) || kind.SequenceEqual("FailStateEntered"u8);
        draft.Level = isFailure ? LogEventLevel.Error : LogEventLevel.Information;
    }
}
