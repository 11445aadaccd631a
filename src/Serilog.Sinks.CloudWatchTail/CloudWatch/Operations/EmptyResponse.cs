using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The response of an operation that returns nothing: no body, or an object without members that matter.
readonly record struct EmptyResponse
{
    // Throws JsonException: The body is not one that the service sends.
    public static EmptyResponse Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return default;
        var reader = ResponseJson.Begin(body);
        while (ResponseJson.NextMember(ref reader)) ResponseJson.SkipUnknown(ref reader);
        ResponseJson.End(ref reader);
        return default;
    }
}
