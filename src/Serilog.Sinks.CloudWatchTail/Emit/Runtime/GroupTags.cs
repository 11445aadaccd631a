namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// The tags of the log group as the service gets them. In .NET's configuration a colon separates levels, so keys are written there with %3A, which no
// key may contain otherwise. The data source is two such tags.
static class GroupTags
{
    public const string DataSourceName = "cw:datasource:name";
    public const string DataSourceType = "cw:datasource:type";

    const string EscapedColon = "%3A";

    public static IReadOnlyDictionary<string, string> Of(CloudWatchSinkOptions options)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, key, value) in Each(options)) tags[key] = value;
        return tags;
    }

    // Yields each tag with the option that sets it; two may have the same key.
    public static IEnumerable<(string Option, string Key, string Value)> Each(CloudWatchSinkOptions options)
    {
        foreach (var (key, value) in options.Tags) yield return ("tags", key.Replace(EscapedColon, ":", StringComparison.OrdinalIgnoreCase), value);
        if (options.DataSourceName is { } name) yield return ("dataSourceName", DataSourceName, name);
        if (options.DataSourceType is { } type) yield return ("dataSourceType", DataSourceType, type);
    }
}
