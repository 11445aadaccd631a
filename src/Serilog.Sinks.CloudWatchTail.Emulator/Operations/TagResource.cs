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
            if (TaggedResource.Find(store, names, arn!, out var notFound) is not { } group) return notFound;
            if (group.Tags.Keys.Union(tags!.Keys).Count() > TaggedResource.TagLimit)
            {
                return new("TooManyTagsException", $"A resource can have at most {TaggedResource.TagLimit} tags.");
            }

            foreach (var tag in tags) group.Tags[tag.Key] = tag.Value;
            return null;
        }
    }
}
