using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.EmbeddedMetrics;

// One message in the embedded metric format.
// root: The whole message: the values are its members.
// timestamp: The time of its metrics.
sealed class MetricDocument(JsonElement root, DateTimeOffset timestamp)
{
    // Reads the directives.
    // Throws FormatException: A rule of the specification is broken.
    public List<StoredMetric> Read(JsonElement directives)
    {
        var found = new List<StoredMetric>();
        MetricRules.Require(directives.ValueKind == JsonValueKind.Array, "CloudWatchMetrics is no array");
        foreach (var directive in directives.EnumerateArray())
        {
            var space = MetricRules.Ascii(directive, "Namespace", MetricRules.LongestName);
            var sets = ReadSets(MetricRules.Array(directive, "Dimensions"));
            MetricRules.Require(sets.Count > 0, "Dimensions has no set");
            var definitions = MetricRules.Array(directive, "Metrics");
            MetricRules.Require(definitions.GetArrayLength() <= MetricRules.MostMetrics, $"Metrics has more than {MetricRules.MostMetrics} entries");
            foreach (var definition in definitions.EnumerateArray())
            {
                var name = MetricRules.Text(definition, "Name", MetricRules.LongestName);
                var (unit, resolution, values) = (MetricRules.Unit(definition), MetricRules.StorageResolution(definition), ReadValues(name));
                found.AddRange(sets.Select(set => new StoredMetric
                {
                    Namespace = space, Name = name, Unit = unit, Values = values, Dimensions = set, Timestamp = timestamp, StorageResolution = resolution,
                }));
            }
        }

        return found;
    }

    List<Dictionary<string, string>> ReadSets(JsonElement sets)
    {
        var read = new List<Dictionary<string, string>>();
        foreach (var set in sets.EnumerateArray())
        {
            MetricRules.Require(set.ValueKind == JsonValueKind.Array, "a set of dimensions is no array");
            MetricRules.Require(set.GetArrayLength() <= MetricRules.MostDimensions, $"a set has more than {MetricRules.MostDimensions} dimensions");
            var dimensions = new Dictionary<string, string>();
            foreach (var reference in set.EnumerateArray())
            {
                var name = MetricRules.Ascii(reference, "a dimension's name", MetricRules.LongestDimension, isMember: false);
                MetricRules.Require(!name.StartsWith(':'), $"the dimension {name} begins with a colon");
                MetricRules.Require(root.TryGetProperty(name, out var value), $"the dimension {name} is no member");
                dimensions[name] = MetricRules.Ascii(value, $"the dimension {name}", MetricRules.LongestName, isMember: false);
            }

            read.Add(dimensions);
        }

        return read;
    }

    double[] ReadValues(string name)
    {
        MetricRules.Require(root.TryGetProperty(name, out var value), $"the metric {name} is no member");
        JsonElement[] values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        MetricRules.Require(values.Length is > 0 and <= MetricRules.MostValues, $"the metric {name} has {values.Length} values");
        return Array.ConvertAll(values, element => MetricRules.Number(element, name));
    }
}
