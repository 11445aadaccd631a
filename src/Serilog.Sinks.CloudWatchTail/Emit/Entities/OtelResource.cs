namespace Serilog.Sinks.CloudWatchTail.Emit.Entities;

// The resource attributes in OpenTelemetry's environment variable: comma-separated pairs with percent-encoded values.
sealed class OtelResource
{
    readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);

    // Ignores invalid pairs, as OpenTelemetry does.
    public static OtelResource Parse(string? text)
    {
        var resource = new OtelResource();
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) continue;
            var value = Uri.UnescapeDataString(pair[(equals + 1)..]).Trim();
            if (value.Length > 0) resource._attributes[pair[..equals].Trim()] = value;
        }

        return resource;
    }

    // Never returns an empty string.
    public string? Find(string name) => _attributes.GetValueOrDefault(name);
}
