using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed class PutRetentionPolicy() : ServiceOperation<PutRetentionPolicyRequest, EmptyResponse>("PutRetentionPolicy")
{
    public static readonly PutRetentionPolicy Instance = new();

    public override void Write(Utf8Buffer body, PutRetentionPolicyRequest request)
    {
        using var json = RequestJson.Begin(body);
        json.WriteString("logGroupName"u8, request.LogGroupName);
        json.WriteNumber("retentionInDays"u8, request.RetentionInDays);
        json.WriteEndObject();
    }

    public override EmptyResponse Read(ReadOnlySpan<byte> body) => EmptyResponse.Read(body);
}
