namespace Serilog.Sinks.CloudWatchTail;

/// <summary>One stream of a <see cref="CloudWatchSinkStatus"/>.</summary>
public sealed class CloudWatchStreamStatus
{
    /// <summary>The stream's name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Whether the last put to it, or the last attempt to create it, failed without a success since. Its events are kept and retried.
    /// </summary>
    public bool IsBackingOff { get; init; }

    /// <summary>The time before which it is not tried again; null when it is not backing off, and once that time has come or a flush tries it at once.</summary>
    public DateTimeOffset? BackingOffUntil { get; init; }
}
