namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>The state of a log stream when it was read.</summary>
public sealed record StoredLogStream
{
    /// <summary>The stream's name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of events in the stream.</summary>
    public required int EventCount { get; init; }

    /// <summary>The timestamp of the earliest event that the stream ever accepted.</summary>
    public DateTimeOffset? FirstEventTimestamp { get; init; }

    /// <summary>The timestamp of the latest event that the stream ever accepted.</summary>
    public DateTimeOffset? LastEventTimestamp { get; init; }

    /// <summary>The entity of the latest put with a valid one, or <see langword="null"/> if there was none.</summary>
    public StoredEntity? Entity { get; init; }
}
