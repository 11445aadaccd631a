using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// PutLogEventsBody has finished the body before the call, so only the response is left to read.
static class PutLogEvents
{
    public const string Name = "PutLogEvents";

    // Throws JsonException if the service would not send such a body.
    public static PutLogEventsResponse Read(ReadOnlySpan<byte> body)
    {
        // The response to almost every put.
        if (body.SequenceEqual("{}"u8)) return PutLogEventsResponse.AllStored;

        var response = PutLogEventsResponse.AllStored;
        var reader = ResponseJson.Begin(body);
        while (ResponseJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("rejectedLogEventsInfo"u8)) response = ReadRejectedEvents(ref reader, response);
            else if (reader.ValueTextEquals("rejectedEntityInfo"u8)) response = ReadRejectedEntity(ref reader, response);
            else ResponseJson.SkipUnknown(ref reader);
        }

        ResponseJson.End(ref reader);
        return response;
    }

    static PutLogEventsResponse ReadRejectedEvents(ref Utf8JsonReader reader, PutLogEventsResponse response)
    {
        if (!ResponseJson.EnterObject(ref reader)) return response;
        while (ResponseJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("tooNewLogEventStartIndex"u8))
                response = response with { TooNewLogEventStartIndex = ReadIndex(ref reader) };
            else if (reader.ValueTextEquals("tooOldLogEventEndIndex"u8))
                response = response with { TooOldLogEventEndIndex = ReadIndex(ref reader) };
            else if (reader.ValueTextEquals("expiredLogEventEndIndex"u8))
                response = response with { ExpiredLogEventEndIndex = ReadIndex(ref reader) };
            else
                reader.Skip();
        }

        return response;
    }

    static PutLogEventsResponse ReadRejectedEntity(ref Utf8JsonReader reader, PutLogEventsResponse response)
    {
        if (!ResponseJson.EnterObject(ref reader)) return response;
        while (ResponseJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("errorType"u8)) response = response with { RejectedEntityErrorType = ResponseJson.ReadString(ref reader) };
            else reader.Skip();
        }

        return response;
    }

    static int? ReadIndex(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetInt32();
    }
}
