using System.Buffers;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

// The rules of the embedded metric format, checked at configuration.
static class MetricRules
{
    // The most metrics that CloudWatch accepts in one document.
    public const int MostMetrics = 100;

    // The most dimensions in one set.
    public const int MostDimensions = 30;

    // The longest name of a namespace or metric, and of a dimension, in characters.
    public const int LongestName = 1024, LongestDimension = 250;

    // The printable ASCII characters, the only ones that CloudWatch accepts in a namespace or a dimension.
    public static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (char)character)]);

    // CloudWatch's units, as it spells them.
    static readonly string[] Units =
    [
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits",
        "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second", "Kilobits/Second",
        "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", CloudWatchMetric.NoUnit
    ];

    // Returns the unit as CloudWatch spells it, whatever its case.
    public static string UnitOf(string? unit, string parameter) =>
        Array.Find(Units, known => known.Equals(unit, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"unit of a metric is \"{unit}\", but must be one of CloudWatch's units: {string.Join(", ", Units)}.", parameter);

    // Checks a required name of limited length.
    public static string NameOf(string option, string? name, int longest, string parameter)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException($"{option} of a metric is missing.", parameter);
        if (name.Length > longest) throw new ArgumentException($"{option} of a metric is {name.Length} characters long, but must have at most {longest}.", parameter);
        if (name.Any(char.IsControl)) throw new ArgumentException($"{option} of a metric is \"{name}\", but must not have control characters.", parameter);
        return name;
    }

    // Checks a namespace or the name of a dimension, for which CloudWatch has more rules than for a metric's name.
    public static string AsciiNameOf(string option, string? name, int longest, string parameter)
    {
        var given = NameOf(option, name, longest, parameter);
        if (given[0] == ':' || given.AsSpan().ContainsAnyExcept(Printable))
            throw new ArgumentException($"{option} of a metric is \"{name}\", but CloudWatch accepts only ASCII characters there, and no colon at the start.", parameter);
        return given;
    }

    // Checks the rules that only all metrics together can break.
    public static void Check(CloudWatchMetric[] metrics, LevelStyle style)
    {
        if (metrics.Length > MostMetrics) throw Invalid($"metrics has {metrics.Length} entries, but a document in the embedded metric format has at most {MostMetrics}.");
        foreach (var metric in metrics)
        {
            if (metric is null) throw Invalid("metrics contains null.");
            if (metric.Name != ReservedNames.Escape(metric.Property, style) && ReservedNames.Escape(metric.Name, style) != metric.Name)
                throw Invalid($"metrics contains the name \"{metric.Name}\", which the format itself uses. Give the metric another name.");
            if (metrics.FirstOrDefault(other => other.Name == metric.Name && other.Property != metric.Property) is { } second)
                throw Invalid($"metrics names \"{metric.Name}\" for two properties, \"{metric.Property}\" and \"{second.Property}\": each metric needs its own name.");
        }

        if (metrics.GroupBy(m => (m.Namespace, m.Name, Sets: string.Join('\0', m.Dimensions.Select(set => string.Join('\u0001', set))))).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Invalid($"metrics contains \"{twice.Key.Name}\" twice in the namespace \"{twice.Key.Namespace}\" with the same dimensions.");
    }

    static ArgumentException Invalid(string message) => new(message, "metrics");
}
