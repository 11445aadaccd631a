using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed class TagResource() : ServiceOperation<TagResourceRequest, EmptyResponse>("TagResource")
{
    public static readonly TagResource Instance = new();

    public override void Write(Utf8Buffer body, TagResourceRequest request)
    {
        using var json = RequestJson.Begin(body);
        json.WriteString("resourceArn"u8, request.ResourceArn);
        RequestJson.WriteMap(json, "tags"u8, request.Tags);
        json.WriteEndObject();
    }

    public override EmptyResponse Read(ReadOnlySpan<byte> body) => EmptyResponse.Read(body);
}
