using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

sealed class DescribeLogStreams() : ServiceOperation<DescribeLogStreamsRequest, DescribeLogStreamsResponse>("DescribeLogStreams")
{
    public static readonly DescribeLogStreams Instance = new();

    public override void Write(Utf8Buffer body, DescribeLogStreamsRequest request)
    {
        using var json = RequestJson.Begin(body);
        json.WriteString("logGroupIdentifier"u8, request.LogGroupIdentifier);
        RequestJson.WriteIfSet(json, "logStreamNamePrefix"u8, request.LogStreamNamePrefix);
        if (request.NewestFirst)
        {
            json.WriteString("orderBy"u8, "LastEventTime"u8);
            json.WriteBoolean("descending"u8, true);
        }

        RequestJson.WriteIfSet(json, "nextToken"u8, request.NextToken);
        json.WriteNumber("limit"u8, request.Limit);
        json.WriteEndObject();
    }

    public override DescribeLogStreamsResponse Read(ReadOnlySpan<byte> body)
    {
        var streams = new List<LogStreamDescription>();
        string? nextToken = null;
        var reader = ResponseJson.Begin(body);
        while (ResponseJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("nextToken"u8)) nextToken = ResponseJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("logStreams"u8) && ResponseJson.EnterArray(ref reader))
                while (ResponseJson.NextObject(ref reader)) streams.Add(ReadLogStream(ref reader));
            else ResponseJson.SkipUnknown(ref reader);
        }

        ResponseJson.End(ref reader);
        return new DescribeLogStreamsResponse(streams, nextToken);
    }

    static LogStreamDescription ReadLogStream(ref Utf8JsonReader reader)
    {
        string? name = null;
        long? creationTime = null, first = null, last = null;
        while (ResponseJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("logStreamName"u8)) name = ResponseJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("creationTime"u8)) creationTime = ResponseJson.ReadInteger(ref reader);
            else if (reader.ValueTextEquals("firstEventTimestamp"u8)) first = ResponseJson.ReadInteger(ref reader);
            else if (reader.ValueTextEquals("lastEventTimestamp"u8)) last = ResponseJson.ReadInteger(ref reader);
            else reader.Skip();
        }

        return name is null ? throw new JsonException("A log stream has no name.") : new LogStreamDescription(name, creationTime, first, last);
    }
}
