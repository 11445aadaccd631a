using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class DeleteRetentionPolicy(LogStore store) : Operation
{
    public override string Name => "DeleteRetentionPolicy";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var name = input.String("logGroupName", Shapes.LogGroupName, required: true);
        if (input.Error is { } error) return error;
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(name!, out var group)) return ServiceError.LogGroupNotFound;
            group.RetentionInDays = null;
            return null;
        }
    }
}
