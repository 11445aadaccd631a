namespace Serilog.Sinks.CloudWatchTail;

/// <summary>A log stream, as <see cref="CloudWatchLogGroups"/> lists it.</summary>
public sealed class CloudWatchLogStream
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>When the stream was created; null if the service does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The time of the oldest event; null for a stream without events.</summary>
    public DateTimeOffset? FirstEvent { get; init; }

    /// <summary>The time of the newest event, which the service may update with an hour's delay; null for a stream without events.</summary>
    public DateTimeOffset? LastEvent { get; init; }
}
