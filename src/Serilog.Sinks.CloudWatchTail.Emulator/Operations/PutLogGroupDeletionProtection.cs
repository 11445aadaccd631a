using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class PutLogGroupDeletionProtection(LogStore store, ResourceNames names) : Operation
{
    public override string Name => "PutLogGroupDeletionProtection";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var identifier = input.String("logGroupIdentifier", Shapes.LogGroupIdentifier, required: true);
        var enabled = input.Bool("deletionProtectionEnabled", required: true);
        if (input.Error is { } error) return error;
        if (names.GroupName(identifier!, out error) is not { } name) return error;
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(name, out var group)) return ServiceError.LogGroupNotFound;
            group.DeletionProtectionEnabled = enabled!.Value;
            return null;
        }
    }
}
