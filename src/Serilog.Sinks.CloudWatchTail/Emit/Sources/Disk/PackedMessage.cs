using System.Buffers;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Recovers a message from a put's body: in durable mode events are only on disk and in bodies.
static class PackedMessage
{
    // Returns the message as written between the quotes. entry is one entry of a body, an object of time and message.
    public static ReadOnlySpan<byte> EscapedIn(ReadOnlySpan<byte> entry)
    {
        var reader = MessageIn(entry);
        return entry.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
    }

    // Copies the unescaped message.
    public static void CopyTo(ReadOnlySpan<byte> entry, Utf8Buffer unescaped)
    {
        var reader = MessageIn(entry);
        unescaped.Advance(reader.CopyString(unescaped.GetSpan(reader.ValueSpan.Length)));
    }

    // Returns the message's event, as far as the message describes it.
    public static LogEvent ReadEvent(ReadOnlySpan<byte> entry, long timestamp)
    {
        var reader = MessageIn(entry);
        var message = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return ReadBack(message.AsSpan(0, reader.CopyString(message)), timestamp);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
    }

    // Returns a message's event; a time outside .NET's range becomes the nearest one within it.
    public static LogEvent ReadBack(ReadOnlySpan<byte> message, long timestamp)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(
            Math.Clamp(timestamp, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
        return LogEventReader.TryRead(message, time, out var logEvent) ? logEvent : throw new InvalidOperationException("A record's message cannot be empty.");
    }

    static Utf8JsonReader MessageIn(ReadOnlySpan<byte> entry)
    {
        var reader = new Utf8JsonReader(entry);
        while (reader.Read() && reader.TokenType != JsonTokenType.String)
        {
        }

        return reader;
    }
}
