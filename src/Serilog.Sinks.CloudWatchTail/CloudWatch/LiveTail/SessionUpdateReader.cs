using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.LiveTail;

/// <summary>Reads the payloads of sessionUpdate messages. Messages are unescaped inside the frame, names are made once.</summary>
sealed class SessionUpdateReader
{
    readonly Utf8StringCache _names = new();
    LiveTailEvent[] _events = new LiveTailEvent[64];

    /// <exception cref="JsonException">The payload is not a session update.</exception>
    public LiveTailUpdate Read(EventStreamFrame frame)
    {
        var sampled = false;
        var count = 0;
        var reader = ResponseBodies.Begin(frame.Payload);
        while (ResponseBodies.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("sessionMetadata"u8))
            {
                if (ResponseBodies.EnterObject(ref reader)) sampled = ReadSampled(ref reader);
            }
            else if (reader.ValueTextEquals("sessionResults"u8))
            {
                if (!ResponseBodies.EnterArray(ref reader)) continue;
                while (ResponseBodies.NextObject(ref reader))
                {
                    if (count == _events.Length) Array.Resize(ref _events, count * 2);
                    _events[count++] = ReadEvent(ref reader, frame);
                }
            }
            else
            {
                reader.Skip();
            }
        }

        var events = _events.AsSpan(0, count);
        var own = events.ToArray();
        events.Clear();
        return new LiveTailUpdate(sampled, own);
    }

    static bool ReadSampled(ref Utf8JsonReader reader)
    {
        var sampled = false;
        while (ResponseBodies.NextMember(ref reader))
        {
            var isSampled = reader.ValueTextEquals("sampled"u8);
            reader.Read();
            if (isSampled) sampled = reader.TokenType == JsonTokenType.True;
            else reader.Skip();
        }

        return sampled;
    }

    LiveTailEvent ReadEvent(ref Utf8JsonReader reader, EventStreamFrame frame)
    {
        string logGroupIdentifier = "", logStreamName = "";
        long timestamp = 0, ingestionTime = 0;
        var message = ReadOnlyMemory<byte>.Empty;
        while (ResponseBodies.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("message"u8)) message = ResponseBodies.ReadInPlace(ref reader, frame.Buffer, frame.PayloadOffset);
            else if (reader.ValueTextEquals("timestamp"u8)) timestamp = ResponseBodies.ReadLong(ref reader);
            else if (reader.ValueTextEquals("ingestionTime"u8)) ingestionTime = ResponseBodies.ReadLong(ref reader);
            else if (reader.ValueTextEquals("logStreamName"u8)) logStreamName = ResponseBodies.ReadName(ref reader, _names);
            else if (reader.ValueTextEquals("logGroupIdentifier"u8)) logGroupIdentifier = ResponseBodies.ReadName(ref reader, _names);
            else reader.Skip();
        }

        return new LiveTailEvent(logGroupIdentifier, logStreamName, timestamp, ingestionTime, message);
    }
}
