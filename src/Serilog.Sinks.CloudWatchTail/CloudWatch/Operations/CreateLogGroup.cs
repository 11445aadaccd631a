using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed class CreateLogGroup() : ServiceOperation<CreateLogGroupRequest, EmptyResponse>("CreateLogGroup")
{
    public static readonly CreateLogGroup Instance = new();

    public override void Write(Utf8Buffer body, CreateLogGroupRequest request)
    {
        using var json = RequestJson.Begin(body);
        json.WriteString("logGroupName"u8, request.LogGroupName);
        RequestJson.WriteIfSet(json, "logGroupClass"u8, request.LogGroupClass);
        RequestJson.WriteIfSet(json, "kmsKeyId"u8, request.KmsKeyId);
        if (request.Tags is { Count: > 0 } tags) RequestJson.WriteMap(json, "tags"u8, tags);
        if (request.DeletionProtectionEnabled) json.WriteBoolean("deletionProtectionEnabled"u8, true);
        json.WriteEndObject();
    }

    public override EmptyResponse Read(ReadOnlySpan<byte> body) => EmptyResponse.Read(body);
}
