namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>The entity of a put: the origin of its events, for the console's related telemetry.</summary>
public sealed record StoredEntity
{
    /// <summary>The attributes that identify the entity: <c>Type</c>, <c>Name</c>, <c>Environment</c> and others.</summary>
    public required IReadOnlyDictionary<string, string> KeyAttributes { get; init; }

    /// <summary>Further attributes, such as <c>PlatformType</c>.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
