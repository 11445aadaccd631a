using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The older form of ListTagsForResource, by the group's name.
sealed class ListTagsLogGroup(LogStore store) : Operation
{
    public override string Name => "ListTagsLogGroup";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var name = input.String("logGroupName", Shapes.LogGroupName, required: true);
        if (input.Error is { } error) return error;
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(name!, out var group)) return ServiceError.LogGroupNotFound;
            TaggedResource.Write(group, answer);
            return null;
        }
    }
}
