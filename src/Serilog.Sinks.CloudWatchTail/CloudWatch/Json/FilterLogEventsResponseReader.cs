using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Json;

/// <summary>Reads a page of events. Its messages share a few arrays, and equal stream names one string.</summary>
static class FilterLogEventsResponseReader
{
    /// <summary>In bytes: longer than any name of the service.</summary>
    const int LongestName = 2048;

    /// <exception cref="JsonException">The body is not what the service sends.</exception>
    public static FilterLogEventsResponse Read(ReadOnlySpan<byte> body)
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
            else if (name.SequenceEqual("__type"u8)) throw ResponseBodies.NamesAnError();
            else if (!name.SequenceEqual("events"u8)) json.Skip();
            else if (json.TryEnterArray())
                while (json.NextElement()) events.Add(ReadEvent(ref json, names, messages));
        }

        if (!json.RestIsWhite) throw new JsonException("The object does not end with the body.");
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
