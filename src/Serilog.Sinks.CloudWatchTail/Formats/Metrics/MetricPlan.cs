using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

// Turns a formatter's metrics into their writer once, so that nothing is encoded or looked up by name for each event that could have been done
// before.
static class MetricPlan
{
    // Returns null if there are no metrics. Throws ArgumentException if the metrics conflict.
    public static MetricWriter? Create(CloudWatchMetric[]? metrics, LevelStyle style)
    {
        if (metrics is not { Length: > 0 }) return null;
        MetricRules.Check(metrics, style);

        var ownNames = new List<string>();
        var directives = metrics
            .GroupBy(metric => (metric.Namespace, Sets: string.Concat(metric.Dimensions.Select(set => JsonOf(set, style)))))
            .Select(group => new MetricDirective(HeadOf(group.Key.Namespace), SetsOf(group.First(), style), [.. group.Select(metric => FieldOf(metric, style, ownNames))]));
        return new([.. directives], ownNames.Count);
    }

    static MetricField FieldOf(CloudWatchMetric metric, LevelStyle style, List<string> ownNames)
    {
        var definition = Encode($"{{\"Name\":{Quote(metric.Name)}"
            + (metric.Unit == CloudWatchMetric.NoUnit ? "" : $",\"Unit\":{Quote(metric.Unit)}")
            + (metric.StorageResolution == CloudWatchMetric.StandardResolution ? "}" : $",\"StorageResolution\":{metric.StorageResolution}}}"));
        if (metric.Name == ReservedNames.Escape(metric.Property, style)) return new(metric.Property, null, 0, definition);

        var index = ownNames.IndexOf(metric.Name);
        if (index < 0)
        {
            index = ownNames.Count;
            ownNames.Add(metric.Name);
        }

        return new(metric.Property, metric.Name, index, definition);
    }

    static MetricDimensions[] SetsOf(CloudWatchMetric metric, LevelStyle style) => [.. metric.Dimensions.Select(set => new MetricDimensions(set, Encode(JsonOf(set, style))))];

    static byte[] HeadOf(string name) => Encode($"{{\"Namespace\":{Quote(name)},\"Dimensions\":[");

    static string JsonOf(string[] set, LevelStyle style) => $"[{string.Join(',', set.Select(name => Quote(ReservedNames.Escape(name, style))))}]";

    static string Quote(string text)
    {
        using var json = new Utf8Buffer();
        ScalarJson.AppendString(json, text, JsonStyle.CloudWatch);
        return System.Text.Encoding.UTF8.GetString(json.WrittenSpan);
    }

    static byte[] Encode(string json) => System.Text.Encoding.UTF8.GetBytes(json);
}
