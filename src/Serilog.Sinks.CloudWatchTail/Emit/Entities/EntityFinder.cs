using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Emit.Entities;

// Determines the entity of the sink's events: the service by name and environment, from the options or else from environment variables of
// OpenTelemetry and Lambda, and the platform as far as it is known without a call.
static class EntityFinder
{
    // The service's limit on a value.
    public const int MaxValueLength = 512;

    // Returns the entity as a member of a put's body; empty for none.
    public static ReadOnlyMemory<byte> MemberOf(CloudWatchSinkOptions options) =>
        Find(options, options.ReadVariable) is { } entity ? PutLogEventsBody.Of(options.Protocol).MemberOf(entity) : default;

    // Returns null if the service has no name, or if an empty one turns the entity off. variable reads an environment variable.
    public static PutEntity? Find(CloudWatchSinkOptions options, Func<string, string?> variable)
    {
        // Only the Standard class supports entities; with another one, the service would complain about each put.
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

        // The name that OpenTelemetry's SDKs give to a service without one.
        if (resource.Find("service.name") is { } attribute && !attribute.StartsWith("unknown_service", StringComparison.Ordinal)) return (attribute, "Instrumentation");
        return (variable(Platform.LambdaFunctionVariable), null);
    }

    // A variable of the environment may hold anything, and whatever the service makes of an entity must not be at the cost of the events.
    static string Confine(string value) => Limit(value.Any(char.IsControl) ? string.Concat(value.Select(static c => char.IsControl(c) ? '-' : c)) : value);

    static string Limit(string value) => value.Length <= MaxValueLength ? value
        : char.IsHighSurrogate(value[MaxValueLength - 1]) ? value[..(MaxValueLength - 1)]
        : value[..MaxValueLength];
}
