using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// Reads the payloads of sessionUpdate messages. The messages of an update share a few arrays; names are cached for the session.
sealed class SessionUpdateReader
{
    // Longer, in bytes, than any name or ARN of the service.
    const int LongestName = 2048;

    readonly StringCache _logStreamNames = new(256, LongestName);
    readonly StringCache _logGroupIdentifiers = new(16, LongestName);
    readonly MessageMemory _messages = new();
    LiveTailEvent[] _events = new LiveTailEvent[64];

    // Throws JsonException if the payload is not a session update.
    public LiveTailUpdate Read(ReadOnlySpan<byte> payload)
    {
        var sampled = false;
        var count = 0;
        _messages.Begin();

        var json = new JsonCursor(payload);
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual("sessionMetadata"u8)) sampled = ReadSampled(ref json);
            else if (!name.SequenceEqual("sessionResults"u8)) json.Skip();
            else if (json.TryEnterArray())
            {
                while (json.NextElement())
                {
                    if (count == _events.Length) Array.Resize(ref _events, count * 2);
                    _events[count++] = ReadEvent(ref json);
                }
            }
        }

        // The scratch array must not keep an update's messages alive after its reader has released them.
        var events = _events.AsSpan(0, count);
        var own = events.ToArray();
        events.Clear();
        return new LiveTailUpdate(sampled, own);
    }

    static bool ReadSampled(ref JsonCursor json)
    {
        var sampled = false;
        if (!json.TryEnterObject()) return sampled;
        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual("sampled"u8)) sampled = json.ReadBoolean();
            else json.Skip();
        }

        return sampled;
    }

    LiveTailEvent ReadEvent(ref JsonCursor json)
    {
        string logGroupIdentifier = "", logStreamName = "";
        long timestamp = 0, ingestionTime = 0;
        var message = ReadOnlyMemory<byte>.Empty;
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual("message"u8)) message = _messages.Read(ref json);
            else if (name.SequenceEqual("timestamp"u8)) timestamp = json.ReadLong();
            else if (name.SequenceEqual("ingestionTime"u8)) ingestionTime = json.ReadLong();
            else if (name.SequenceEqual("logStreamName"u8)) logStreamName = json.ReadName(_logStreamNames);
            else if (name.SequenceEqual("logGroupIdentifier"u8)) logGroupIdentifier = json.ReadName(_logGroupIdentifiers);
            else json.Skip();
        }

        return new LiveTailEvent(logGroupIdentifier, logStreamName, timestamp, ingestionTime, message);
    }
}
