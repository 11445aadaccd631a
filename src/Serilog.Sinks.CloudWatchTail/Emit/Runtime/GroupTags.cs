namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

/// <summary>
/// The tags of the log group as the service gets them. .NET's configuration takes a colon for the end of a level, so a key is written there with
/// <c>%3A</c>, which no key can have otherwise; the data source is two such tags.
/// </summary>
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

    /// <summary>One after the other, with the option that gives it; two may have one key.</summary>
    public static IEnumerable<(string Option, string Key, string Value)> Each(CloudWatchSinkOptions options)
    {
        foreach (var (key, value) in options.Tags) yield return ("tags", key.Replace(EscapedColon, ":", StringComparison.OrdinalIgnoreCase), value);
        if (options.DataSourceName is { } name) yield return ("dataSourceName", DataSourceName, name);
        if (options.DataSourceType is { } type) yield return ("dataSourceType", DataSourceType, type);
    }
}
