using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class CreateLogGroup(LogStore store) : Operation
{
    public override string Name => "CreateLogGroup";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var name = input.String("logGroupName", Shapes.LogGroupName, required: true);
        var kmsKeyId = input.String("kmsKeyId", Shapes.KmsKeyId);
        var tags = input.Map("tags", Shapes.TagKey, Shapes.TagValue, 1, TaggedResource.TagLimit);
        var logGroupClass = input.String("logGroupClass", Shapes.LogGroupClass) ?? LogGroup.Standard;
        var deletionProtection = input.Bool("deletionProtectionEnabled") ?? false;
        if ((input.Error ?? TaggedResource.CheckKeys(tags?.Keys ?? [])) is { } error) return error;
        if (name!.StartsWith("aws/", StringComparison.Ordinal))
        {
            return ServiceError.InvalidParameter("Log groups starting with AWS/ are reserved for AWS.");
        }

        if (KmsKey.Check(kmsKeyId) is { } unknownKey) return unknownKey;

        var group = new LogGroup(name, logGroupClass, store.Now)
        {
            KmsKeyId = kmsKeyId,
            DeletionProtectionEnabled = deletionProtection,
        };
        if (tags is not null)
        {
            foreach (var tag in tags) group.Tags[tag.Key] = tag.Value;
        }

        return store.Add(group);
    }
}
