namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>An event that the emulator holds.</summary>
public sealed record StoredLogEvent
{
    /// <summary>The group it is in.</summary>
    public required string LogGroupName { get; init; }

    /// <summary>The stream it is in.</summary>
    public required string LogStreamName { get; init; }

    /// <summary>The event's own time, in whole milliseconds, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it was put.</summary>
    public required DateTimeOffset IngestionTime { get; init; }

    /// <summary>Its text.</summary>
    public required string Message { get; init; }

    /// <summary>What FilterLogEvents calls it by.</summary>
    public required string EventId { get; init; }
}
