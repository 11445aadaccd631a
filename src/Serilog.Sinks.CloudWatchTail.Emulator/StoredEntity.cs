namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>The entity of a put: what its events come from, for the console's related telemetry.</summary>
public sealed record StoredEntity
{
    /// <summary>What identifies it: <c>Type</c>, <c>Name</c>, <c>Environment</c> and others.</summary>
    public required IReadOnlyDictionary<string, string> KeyAttributes { get; init; }

    /// <summary>What else is known of it, such as <c>PlatformType</c>.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
