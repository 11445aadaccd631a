namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A log stream as it was at the moment of asking.</summary>
public sealed record StoredLogStream
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many events it holds.</summary>
    public required int EventCount { get; init; }

    /// <summary>The time of the earliest event it ever took.</summary>
    public DateTimeOffset? FirstEventTimestamp { get; init; }

    /// <summary>The time of the latest event it ever took.</summary>
    public DateTimeOffset? LastEventTimestamp { get; init; }

    /// <summary>The entity that the latest put with a valid one named, or <see langword="null"/> when there was none.</summary>
    public StoredEntity? Entity { get; init; }
}
