namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>The entity of a put: what its events come from, for the console's related telemetry.</summary>
/// <param name="KeyAttributes">What identifies it: <c>Type</c>, <c>Name</c>, <c>Environment</c> and others.</param>
/// <param name="Attributes">What else is known of it, such as <c>PlatformType</c>.</param>
public sealed record StoredEntity(IReadOnlyDictionary<string, string> KeyAttributes, IReadOnlyDictionary<string, string> Attributes);
