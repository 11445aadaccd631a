using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// Writes the request's body. The response is a stream of frames, which LiveTailStream reads.
static class StartLiveTail
{
    public const string Name = "StartLiveTail";

    public static void Write(Utf8Buffer body, StartLiveTailRequest request)
    {
        using var json = RequestJson.Begin(body);
        RequestJson.WriteIfAny(json, "logGroupIdentifiers"u8, request.LogGroupIdentifiers);
        RequestJson.WriteIfAny(json, "logStreamNames"u8, request.LogStreamNames);
        RequestJson.WriteIfAny(json, "logStreamNamePrefixes"u8, request.LogStreamNamePrefixes);
        RequestJson.WriteIfSet(json, "logEventFilterPattern"u8, request.LogEventFilterPattern);
        json.WriteEndObject();
    }
}
