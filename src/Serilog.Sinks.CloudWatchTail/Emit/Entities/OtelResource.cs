namespace Serilog.Sinks.CloudWatchTail.Emit.Entities;

/// <summary>The resource attributes of OpenTelemetry's environment variable: pairs with commas between them, values percent-encoded.</summary>
sealed class OtelResource
{
    readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);

    /// <summary>A pair that cannot be read is left out, as OpenTelemetry does.</summary>
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

    /// <summary>Never empty.</summary>
    public string? Find(string name) => _attributes.GetValueOrDefault(name);
}
