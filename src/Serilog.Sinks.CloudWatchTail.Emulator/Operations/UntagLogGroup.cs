using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The older form of UntagResource, by the group's name.
sealed class UntagLogGroup(LogStore store) : Operation
{
    public override string Name => "UntagLogGroup";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var name = input.String("logGroupName", Shapes.LogGroupName, required: true);
        var keys = input.Strings("tags", Shapes.TagKey, 1, required: true);
        if (input.Error is { } error) return error;
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(name!, out var group)) return ServiceError.LogGroupNotFound;
            foreach (var key in keys!) group.Tags.Remove(key);
            return null;
        }
    }
}
