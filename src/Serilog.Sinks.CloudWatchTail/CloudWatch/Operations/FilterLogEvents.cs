using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The messages of a page share a few arrays, and equal stream names share one string.
sealed class FilterLogEvents() : ServiceOperation<FilterLogEventsRequest, FilterLogEventsResponse>("FilterLogEvents")
{
    public static readonly FilterLogEvents Instance = new();

    // Longer, in bytes, than any name of the service.
    const int LongestName = 2048;

    public override void Write(Utf8Buffer body, FilterLogEventsRequest request)
    {
        using var json = RequestJson.Begin(body);
        json.WriteString("logGroupIdentifier"u8, request.LogGroupIdentifier);
        if (request.StartTime is { } startTime) json.WriteNumber("startTime"u8, startTime);
        if (request.EndTime is { } endTime) json.WriteNumber("endTime"u8, endTime);
        RequestJson.WriteIfAny(json, "logStreamNames"u8, request.LogStreamNames);
        RequestJson.WriteIfSet(json, "logStreamNamePrefix"u8, request.LogStreamNamePrefix);
        RequestJson.WriteIfSet(json, "filterPattern"u8, request.FilterPattern);
        RequestJson.WriteIfSet(json, "nextToken"u8, request.NextToken);
        if (request.Limit is { } limit) json.WriteNumber("limit"u8, limit);
        if (request.NewestFirst) json.WriteBoolean("startFromHead"u8, false);
        json.WriteEndObject();
    }

    public override FilterLogEventsResponse Read(ReadOnlySpan<byte> body)
    {
        var events = new List<FilteredLogEvent>();
        var names = new StringCache(256, LongestName);
        var messages = new MessageMemory();
        string? nextToken = null;

        var json = new JsonCursor(body);
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual("nextToken"u8)) nextToken = json.ReadString();
            else if (name.SequenceEqual("__type"u8)) throw ResponseJson.NamesAnError();
            else if (!name.SequenceEqual("events"u8)) json.Skip();
            else if (json.TryEnterArray())
                while (json.NextElement()) events.Add(ReadEvent(ref json, names, messages));
        }

        if (!json.RestIsWhite) throw ResponseJson.GoesOn();
        return new FilterLogEventsResponse(events, nextToken);
    }

    static FilteredLogEvent ReadEvent(ref JsonCursor json, StringCache names, MessageMemory messages)
    {
        string logStreamName = "", eventId = "";
        long timestamp = 0, ingestionTime = 0;
        var message = ReadOnlyMemory<byte>.Empty;
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual("message"u8)) message = messages.Read(ref json);
            else if (name.SequenceEqual("timestamp"u8)) timestamp = json.ReadLong();
            else if (name.SequenceEqual("ingestionTime"u8)) ingestionTime = json.ReadLong();
            else if (name.SequenceEqual("logStreamName"u8)) logStreamName = json.ReadName(names);
            else if (name.SequenceEqual("eventId"u8)) eventId = json.ReadString() ?? "";
            else json.Skip();
        }

        return new FilteredLogEvent(logStreamName, timestamp, ingestionTime, message, eventId);
    }
}
