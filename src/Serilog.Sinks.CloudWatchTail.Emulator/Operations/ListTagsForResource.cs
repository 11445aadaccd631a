using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class ListTagsForResource(LogStore store, ResourceNames names) : Operation
{
    public override string Name => "ListTagsForResource";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var arn = input.String("resourceArn", Shapes.AmazonResourceName, required: true);
        if (input.Error is { } error) return error;
        lock (store.Gate)
        {
            if (TaggedResource.Find(store, names, arn!, out var notFound) is not { } group) return notFound;
            TaggedResource.Write(group, answer);
            return null;
        }
    }
}
