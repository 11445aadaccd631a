namespace Serilog.Sinks.CloudWatchTail;

/// <summary>One stream of a <see cref="CloudWatchSinkStatus"/>.</summary>
public sealed class CloudWatchStreamStatus
{
    /// <summary>The stream's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the latest put to it, or the attempt to create it, failed, and none has succeeded since. Its events are kept and tried again.</summary>
    public bool IsBackingOff { get; init; }

    /// <summary>The time before which it is not tried again; null when it is not backing off, and once that time has come or a flush tries it at once.</summary>
    public DateTimeOffset? BackingOffUntil { get; init; }
}
