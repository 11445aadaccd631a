using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Recovers an event from its message: in durable mode events are only on disk and in puts' bodies.
static class StoredMessage
{
    // Returns the event as far as the message describes it; a time outside .NET's range becomes the nearest one within it.
    public static LogEvent ToEvent(ReadOnlySpan<byte> message, long timestamp)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(
            Math.Clamp(timestamp, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
        return LogEventReader.TryRead(message, time, out var logEvent) ? logEvent : throw new InvalidOperationException("A record's message cannot be empty.");
    }
}
