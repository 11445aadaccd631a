using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// Reads a log message back into an event: messages of this package's formatters without loss, and those of other loggers as well as they can be
/// understood. Safe for concurrent use.
/// </summary>
/// <remarks>
/// It understands CloudWatch JSON (<see cref="CloudWatchJsonFormatter"/>); CLEF, plain and rendered; Serilog's JsonFormatter; the JSON formats of AWS
/// Lambda and AWS Powertools; other JSON objects, whose time, level and message are found under their usual names; JSON arrays and scalars; and plain
/// text, whose level is found in the usual places.
/// </remarks>
public static class LogEventReader
{
    [ThreadStatic]
    static MessageReader? _reader;

    /// <summary>Read a message. Never throws.</summary>
    /// <param name="message">The message, without the newline that may have ended it.</param>
    /// <param name="logEvent">The event. Its time is the current time if the message contains none.</param>
    /// <returns>True unless the message is null or empty.</returns>
    public static bool TryRead(string? message, [NotNullWhen(true)] out LogEvent? logEvent) =>
        TryRead(message, TimeProvider.System.GetUtcNow(), out logEvent);

    /// <summary>Read a message. Never throws.</summary>
    /// <param name="message">The message, without the newline that may have ended it.</param>
    /// <param name="fallbackTimestamp">The event's time if the message contains none, normally the log service's time of the message.</param>
    /// <param name="logEvent">The event.</param>
    /// <returns>True unless the message is null or empty.</returns>
    public static bool TryRead(string? message, DateTimeOffset fallbackTimestamp, [NotNullWhen(true)] out LogEvent? logEvent)
    {
        logEvent = null;
        if (string.IsNullOrEmpty(message)) return false;

        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(message.Length));
        var length = Encoding.UTF8.GetBytes(message, utf8);
        var read = TryRead(utf8.AsSpan(0, length), fallbackTimestamp, out logEvent);
        ArrayPool<byte>.Shared.Return(utf8);
        return read;
    }

    /// <summary>Read a message in UTF-8. Never throws.</summary>
    /// <param name="utf8Message">The message, without the newline that may have ended it. Invalid UTF-8 is read as U+FFFD.</param>
    /// <param name="fallbackTimestamp">The event's time if the message contains none, normally the log service's time of the message.</param>
    /// <param name="logEvent">The event.</param>
    /// <returns>True unless the message is empty.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8Message, DateTimeOffset fallbackTimestamp, [NotNullWhen(true)] out LogEvent? logEvent) =>
        TryRead(utf8Message, fallbackTimestamp, null, out logEvent);

    // origin is attached to the event's template, see TailedMessageTemplate; null for none.
    internal static bool TryRead(ReadOnlySpan<byte> utf8Message, DateTimeOffset fallbackTimestamp, EventOrigin? origin, [NotNullWhen(true)] out LogEvent? logEvent) =>
        (_reader ??= new()).TryRead(utf8Message, fallbackTimestamp, origin, out logEvent);
}
