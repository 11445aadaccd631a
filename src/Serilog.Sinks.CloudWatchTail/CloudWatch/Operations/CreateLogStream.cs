using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed class CreateLogStream() : ServiceOperation<CreateLogStreamRequest, EmptyResponse>("CreateLogStream")
{
    public static readonly CreateLogStream Instance = new();

    public override void Write(Utf8Buffer body, CreateLogStreamRequest request)
    {
        using var json = RequestJson.Begin(body);
        json.WriteString("logGroupName"u8, request.LogGroupName);
        json.WriteString("logStreamName"u8, request.LogStreamName);
        json.WriteEndObject();
    }

    public override EmptyResponse Read(ReadOnlySpan<byte> body) => EmptyResponse.Read(body);
}
