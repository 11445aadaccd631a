using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The older form of TagResource, by the group's name.
sealed class TagLogGroup(LogStore store) : Operation
{
    public override string Name => "TagLogGroup";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var name = input.String("logGroupName", Shapes.LogGroupName, required: true);
        var tags = input.Map("tags", Shapes.TagKey, Shapes.TagValue, 1, TaggedResource.TagLimit, required: true);
        if ((input.Error ?? TaggedResource.CheckKeys(tags!.Keys)) is { } error) return error;
        lock (store.Gate)
        {
            return store.Groups.TryGetValue(name!, out var group)
                ? TaggedResource.Add(group, tags!, static message => ServiceError.InvalidParameter(message))
                : ServiceError.LogGroupNotFound;
        }
    }
}
