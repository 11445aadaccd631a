using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The response of an operation that returns nothing: no body, or an object whose members do not matter.
readonly record struct EmptyResponse
{
    // Throws JsonException if the service would not send such a body.
    public static EmptyResponse Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return default;
        var reader = ResponseJson.Begin(body);
        while (ResponseJson.NextMember(ref reader)) ResponseJson.SkipUnknown(ref reader);
        ResponseJson.End(ref reader);
        return default;
    }
}
