using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class TagResource(LogStore store, ResourceNames names) : Operation
{
    public override string Name => "TagResource";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var arn = input.String("resourceArn", Shapes.AmazonResourceName, required: true);
        var tags = input.Map("tags", Shapes.TagKey, Shapes.TagValue, 1, TaggedResource.TagLimit, required: true);
        if ((input.Error ?? TaggedResource.CheckKeys(tags!.Keys)) is { } error) return error;
        lock (store.Gate)
        {
            return TaggedResource.Find(store, names, arn!, out var notFound) is { } group
                ? TaggedResource.Add(group, tags!, static message => new("TooManyTagsException", message))
                : notFound;
        }
    }
}
