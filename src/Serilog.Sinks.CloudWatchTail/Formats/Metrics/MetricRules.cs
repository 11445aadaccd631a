using System.Buffers;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

/// <summary>What the embedded metric format allows, checked where metrics are configured.</summary>
static class MetricRules
{
    /// <summary>The most metrics of one document that CloudWatch takes.</summary>
    public const int MostMetrics = 100;

    /// <summary>The most dimensions of one set.</summary>
    public const int MostDimensions = 30;

    /// <summary>The longest name of a namespace or metric, and of a dimension, in characters.</summary>
    public const int LongestName = 1024, LongestDimension = 250;

    /// <summary>The printable characters of ASCII, which alone CloudWatch takes in a namespace and in a dimension.</summary>
    public static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (char)character)]);

    /// <summary>CloudWatch's units, as they are spelled.</summary>
    static readonly string[] Units =
    [
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits",
        "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second", "Kilobits/Second",
        "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", CloudWatchMetric.NoUnit
    ];

    /// <summary>The unit as CloudWatch spells it, whatever its case.</summary>
    public static string UnitOf(string? unit, string parameter) =>
        Array.Find(Units, known => known.Equals(unit, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"unit of a metric is \"{unit}\", but must be one of CloudWatch's units: {string.Join(", ", Units)}.", parameter);

    /// <summary>A name that must be there and is not too long.</summary>
    public static string NameOf(string option, string? name, int longest, string parameter)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException($"{option} of a metric is missing.", parameter);
        if (name.Length > longest) throw new ArgumentException($"{option} of a metric is {name.Length} characters long, but must have at most {longest}.", parameter);
        if (name.Any(char.IsControl)) throw new ArgumentException($"{option} of a metric is \"{name}\", but must not have control characters.", parameter);
        return name;
    }

    /// <summary>A namespace or the name of a dimension, for which CloudWatch has more rules than for a metric's name.</summary>
    public static string AsciiNameOf(string option, string? name, int longest, string parameter)
    {
        var given = NameOf(option, name, longest, parameter);
        if (given[0] == ':' || given.AsSpan().ContainsAnyExcept(Printable))
            throw new ArgumentException($"{option} of a metric is \"{name}\", but CloudWatch takes ASCII characters alone there, and a colon not at the beginning.", parameter);
        return given;
    }

    /// <summary>Checks what only all metrics together can break.</summary>
    public static void Check(CloudWatchMetric[] metrics, LevelStyle style)
    {
        if (metrics.Length > MostMetrics) throw Invalid($"metrics has {metrics.Length} entries, but a document in the embedded metric format has at most {MostMetrics}.");
        foreach (var metric in metrics)
        {
            if (metric is null) throw Invalid("metrics has an entry that is null.");
            if (metric.Name != ReservedNames.Escape(metric.Property, style) && ReservedNames.Escape(metric.Name, style) != metric.Name)
                throw Invalid($"metrics has an entry whose name is \"{metric.Name}\", which the format uses itself. Give the metric another name.");
            if (metrics.FirstOrDefault(other => other.Name == metric.Name && other.Property != metric.Property) is { } second)
                throw Invalid($"metrics names \"{metric.Name}\" for two properties, \"{metric.Property}\" and \"{second.Property}\": each metric needs a name of its own.");
        }

        if (metrics.GroupBy(m => (m.Namespace, m.Name, Sets: string.Join('\0', m.Dimensions.Select(set => string.Join('\u0001', set))))).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Invalid($"metrics has \"{twice.Key.Name}\" twice in the namespace \"{twice.Key.Namespace}\" with the same dimensions.");
    }

    static ArgumentException Invalid(string message) => new(message, "metrics");
}
