using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The group of a tagging request; used under the store's lock.
static class TaggedResource
{
    // The service's limit on the tags of a resource.
    public const int TagLimit = 50;

    public static LogGroup? Find(LogStore store, ResourceNames names, string arn, out ServiceError? error)
    {
        if (names.GroupNameOfArn(arn, out error) is not { } name) return null;
        if (store.Groups.TryGetValue(name, out var group)) return group;
        error = ServiceError.LogGroupNotFound;
        return null;
    }

    // Sets tags, or returns an error if there would be too many, for which the two operations have different names.
    public static ServiceError? Add(LogGroup group, IReadOnlyDictionary<string, string> tags, Func<string, ServiceError> tooMany)
    {
        if (group.Tags.Keys.Union(tags.Keys).Count() > TagLimit) return tooMany($"A resource can have at most {TagLimit} tags.");
        foreach (var tag in tags) group.Tags[tag.Key] = tag.Value;
        return null;
    }

    public static void Write(LogGroup group, Utf8JsonWriter answer)
    {
        answer.WriteStartObject("tags"u8);
        foreach (var tag in group.Tags) answer.WriteString(tag.Key, tag.Value);
        answer.WriteEndObject();
    }

    // The prefix that the service reserves.
    public static ServiceError? CheckKeys(IEnumerable<string> keys) =>
        keys.Any(k => k.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            ? ServiceError.InvalidParameter("Tag keys starting with aws: are reserved for AWS.")
            : null;
}
