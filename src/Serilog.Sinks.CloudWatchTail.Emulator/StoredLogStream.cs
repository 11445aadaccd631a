namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A log stream as it was at the moment of asking.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EventCount">How many events it holds.</param>
/// <param name="FirstEventTimestamp">The time of the earliest event it ever took.</param>
/// <param name="LastEventTimestamp">The time of the latest event it ever took.</param>
public sealed record StoredLogStream(
    string Name, int EventCount, DateTimeOffset? FirstEventTimestamp, DateTimeOffset? LastEventTimestamp)
{
    /// <summary>The entity that the latest put with a valid one named, or <see langword="null"/> when there was none.</summary>
    public StoredEntity? Entity { get; init; }
}
