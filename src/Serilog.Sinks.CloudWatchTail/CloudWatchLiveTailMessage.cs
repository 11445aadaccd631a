using System.Diagnostics.CodeAnalysis;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail;

/// <summary>A log message as the service stores it, with its origin.</summary>
public readonly struct CloudWatchLiveTailMessage
{
    readonly TailedMessage _message;

    internal CloudWatchLiveTailMessage(TailedMessage message)
    {
        _message = message;
    }

    /// <summary>The name of the log group.</summary>
    public string LogGroup => _message.Origin?.LogGroup ?? "";

    /// <summary>The account of the log group; empty if it is unknown.</summary>
    public string LogAccount => _message.Origin?.Account ?? "";

    /// <summary>The name of the log stream.</summary>
    public string LogStream => _message.Origin?.LogStream ?? "";

    /// <summary>The event's own timestamp, in milliseconds.</summary>
    public DateTimeOffset Timestamp => ServiceTime.From(_message.Timestamp);

    /// <summary>When the service ingested the event.</summary>
    public DateTimeOffset IngestionTime => _message.Origin?.IngestionTime ?? default;

    /// <summary>Whether it was shown in a second that the service sampled.</summary>
    public bool Sampled => _message.Origin is { Sampled: true };

    /// <summary>Whether it was found by a query rather than shown live.</summary>
    public bool Backfilled => _message.Origin is { Backfilled: true };

    /// <summary>The message in UTF-8, byte for byte. Copy it to keep it for long: it may be part of a larger buffer.</summary>
    public ReadOnlyMemory<byte> Utf8Message => _message.Message;

    /// <summary>
    /// Read the message into an event, like <see cref="CloudWatchLiveTail.ReadAsync(CancellationToken)"/>: with its origin, which
    /// <see cref="TailEnricher"/> makes visible and by which <c>WriteTo.CloudWatch</c> recognizes its own events. Applies no enricher. Never throws.
    /// </summary>
    /// <param name="logEvent">The event.</param>
    /// <returns>True unless the message is empty.</returns>
    public bool TryRead([NotNullWhen(true)] out LogEvent? logEvent) =>
        LogEventReader.TryRead(_message.Message.Span, Timestamp, _message.Origin, out logEvent);

    /// <summary>Return the message as text.</summary>
    /// <returns>A new string.</returns>
    public override string ToString() => _message.Origin is null ? "" : Encoding.UTF8.GetString(_message.Message.Span);
}
