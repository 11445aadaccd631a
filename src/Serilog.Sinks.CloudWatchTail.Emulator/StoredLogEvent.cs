namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>An event that the emulator holds.</summary>
public sealed record StoredLogEvent
{
    /// <summary>The event's log group.</summary>
    public required string LogGroupName { get; init; }

    /// <summary>The event's log stream.</summary>
    public required string LogStreamName { get; init; }

    /// <summary>The event's own timestamp, in whole milliseconds, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When the event was put.</summary>
    public required DateTimeOffset IngestionTime { get; init; }

    /// <summary>The event's message.</summary>
    public required string Message { get; init; }

    /// <summary>The event's ID in FilterLogEvents.</summary>
    public required string EventId { get; init; }
}
