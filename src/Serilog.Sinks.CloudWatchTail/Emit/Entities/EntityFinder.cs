using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Emit.Entities;

/// <summary>
/// Finds the entity of the sink's events: the service by its name and environment, from the options or else from what OpenTelemetry and Lambda leave in
/// the environment, and the platform as far as it is known without a call.
/// </summary>
static class EntityFinder
{
    /// <summary>The service's limit on a value.</summary>
    public const int MaxValueLength = 512;

    /// <summary>The entity as the bodies of puts have it; empty for none.</summary>
    public static ReadOnlyMemory<byte> MemberOf(CloudWatchSinkOptions options) => Find(options, options.ReadVariable)?.ToMember() ?? default;

    /// <summary>None where no service has a name, or where an empty one turns it off.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static PutEntity? Find(CloudWatchSinkOptions options, Func<string, string?> variable)
    {
        // Only the Standard class has entities: with another one each put would be answered by a complaint.
        if (options.LogGroupClass is { } named && !string.Equals(named, "STANDARD", StringComparison.OrdinalIgnoreCase)) return null;

        var resource = OtelResource.Parse(variable("OTEL_RESOURCE_ATTRIBUTES"));
        var platform = Platform.Find(resource, variable);
        var (name, source) = NameOf(options, resource, variable);
        if (string.IsNullOrEmpty(name)) return null;

        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["Type"] = "Service", ["Name"] = Confine(name) };
        var environment = options.Environment ?? resource.Find("deployment.environment.name") ?? resource.Find("deployment.environment") ?? platform.Environment;
        if (!string.IsNullOrEmpty(environment)) keys["Environment"] = Confine(environment);

        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in platform.Attributes) attributes[key] = Confine(value);
        if (source is not null) attributes["AWS.ServiceNameSource"] = source;
        return new PutEntity(keys, attributes);
    }

    static (string? Name, string? Source) NameOf(CloudWatchSinkOptions options, OtelResource resource, Func<string, string?> variable)
    {
        if (options.ServiceName is { } own) return (own, "UserConfiguration");
        if (variable("OTEL_SERVICE_NAME") is { } name && !string.IsNullOrWhiteSpace(name)) return (name.Trim(), "Instrumentation");

        // What the SDKs of OpenTelemetry call a service without a name.
        if (resource.Find("service.name") is { } attribute && !attribute.StartsWith("unknown_service", StringComparison.Ordinal)) return (attribute, "Instrumentation");
        return (variable(Platform.LambdaFunctionVariable), null);
    }

    // A variable of the environment may hold anything, and whatever the service makes of an entity must not be at the cost of the events.
    static string Confine(string value) => Limit(value.Any(char.IsControl) ? string.Concat(value.Select(static c => char.IsControl(c) ? '-' : c)) : value);

    static string Limit(string value) => value.Length <= MaxValueLength ? value
        : char.IsHighSurrogate(value[MaxValueLength - 1]) ? value[..(MaxValueLength - 1)]
        : value[..MaxValueLength];
}
