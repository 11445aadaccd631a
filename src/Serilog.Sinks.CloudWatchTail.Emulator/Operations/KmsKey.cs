using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// Shared by the operations that set a KMS key. A key is not looked up: any valid ARN will do.
static class KmsKey
{
    public static ServiceError? Check(string? keyId) =>
        keyId is null || IsArn(keyId) ? null : ServiceError.InvalidParameter("The specified KMS Key Id could not be found.");

    // Sets or removes the key of the request's group.
    public static ServiceError? Set(LogStore store, ResourceNames names, RequestInput input, string? keyId)
    {
        var name = input.String("logGroupName", Shapes.LogGroupName);
        var identifier = input.String("resourceIdentifier", Shapes.ResourceIdentifier);
        if ((input.Error ?? Check(keyId)) is { } error) return error;
        if ((name is null) == (identifier is null))
        {
            return ServiceError.InvalidParameter("Exactly one of logGroupName and resourceIdentifier must be specified.");
        }

        // The only other resource with a key is query results, which do not exist here.
        if (name is null && (name = names.GroupNameOfArn(identifier!, out var notFound)) is null) return notFound;
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(name, out var group)) return ServiceError.LogGroupNotFound;
            group.KmsKeyId = keyId;
            return null;
        }
    }

    static bool IsArn(string text) =>
        text.Split(':') is ["arn", var partition, "kms", _, _, var resource]
        && partition.StartsWith("aws", StringComparison.Ordinal)
        && (resource.StartsWith("key/", StringComparison.Ordinal) || resource.StartsWith("alias/", StringComparison.Ordinal));
}
