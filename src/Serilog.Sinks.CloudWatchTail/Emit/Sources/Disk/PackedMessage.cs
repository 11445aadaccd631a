using System.Buffers;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

/// <summary>Gets a message back out of the body of a put: in durable mode events are on the disk and in bodies, and nowhere else.</summary>
static class PackedMessage
{
    /// <summary>The message as it stands between the quotes.</summary>
    /// <param name="entry">One entry of a body: an object of a time and a message.</param>
    public static ReadOnlySpan<byte> EscapedIn(ReadOnlySpan<byte> entry)
    {
        var reader = MessageIn(entry);
        return entry.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
    }

    /// <summary>The message itself.</summary>
    /// <param name="unescaped">Takes it.</param>
    public static void CopyTo(ReadOnlySpan<byte> entry, Utf8Buffer unescaped)
    {
        var reader = MessageIn(entry);
        unescaped.Advance(reader.CopyString(unescaped.GetSpan(reader.ValueSpan.Length)));
    }

    /// <summary>The event that the message was made of, as far as the message tells.</summary>
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

    /// <summary>The event that a message was made of, whose time outside of the range of .NET's becomes the nearest one in it.</summary>
    public static LogEvent ReadBack(ReadOnlySpan<byte> message, long timestamp)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(
            Math.Clamp(timestamp, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
        return LogEventReader.TryRead(message, time, out var logEvent) ? logEvent : throw new InvalidOperationException("No record has an empty message.");
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
