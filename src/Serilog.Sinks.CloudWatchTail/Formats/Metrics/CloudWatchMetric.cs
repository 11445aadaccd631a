using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formats.Metrics;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// A metric that CloudWatch extracts from events that have a certain property, by its embedded metric format, without a request or a metric filter.
/// Pass it to the constructor of <c>CloudWatchJsonFormatter</c>.
/// </summary>
/// <remarks>
/// An event has the metric if the property is a finite number, or a sequence of 1 to 100 of them. CloudWatch counts the value again if an event is
/// stored twice, which a retry may cause.
/// </remarks>
public sealed class CloudWatchMetric
{
    internal const string NoUnit = "None";
    internal const int StandardResolution = 60;

    /// <summary>
    /// Describe a metric. <paramref name="property"/> and <paramref name="namespace"/> are needed; they are optional only for the sake of the readers
    /// of configuration files, which leave out what lacks a parameter.
    /// </summary>
    /// <param name="property">The name of the property with the value.</param>
    /// <param name="name">The metric's name, 1 to 1,024 characters, none of them a control character. By default the property's. Under another name the value is written twice, and an
    /// event that has a property of that name as well does not have the metric.</param>
    /// <param name="unit">One of CloudWatch's units, such as <c>Milliseconds</c>, <c>Bytes</c> or <c>Count</c>, in any case. The default is
    /// <c>None</c>.</param>
    /// <param name="namespace">The namespace, 1 to 1,024 ASCII characters, not starting with a colon, such as <c>Shop/Orders</c>.</param>
    /// <param name="dimensions">The sets of dimensions: the metric is kept once for each set, by the values of the properties that the set names, at
    /// most 30, whose names are ASCII. A set is left out for an event that lacks one of its properties as a text of 1 to 1,024 characters that
    /// CloudWatch takes, which are ASCII without control characters (a GUID, an enum or a date is such a text too, a number is none), and the metric
    /// with its last set. By default the metric has no dimensions.</param>
    /// <param name="storageResolution">The period of aggregation in seconds: 60, the default, or 1 for a high-resolution metric.</param>
    /// <exception cref="ArgumentException">A parameter is missing, too long, or unknown to CloudWatch.</exception>
    public CloudWatchMetric(string property = "", string? name = null, string unit = NoUnit, string @namespace = "", string[][]? dimensions = null, int storageResolution = StandardResolution)
    {
        Property = MetricRules.NameOf(nameof(property), property, MetricRules.LongestName, nameof(property));
        if (property == ReservedNames.Metadata) throw new ArgumentException($"property of a metric is \"{property}\": an event with a property of that name defines its own metrics.", nameof(property));
        Name = MetricRules.NameOf(nameof(name), name ?? property, MetricRules.LongestName, nameof(name));
        if (Name == ReservedNames.Metadata) throw new ArgumentException($"name of a metric is \"{Name}\", which the format itself uses.", nameof(name));
        Unit = MetricRules.UnitOf(unit, nameof(unit));
        Namespace = MetricRules.AsciiNameOf(nameof(@namespace), @namespace, MetricRules.LongestName, nameof(@namespace));
        if (storageResolution is not (1 or StandardResolution))
            throw new ArgumentException($"storageResolution of a metric is {storageResolution}, but must be 60, or 1 for a high-resolution metric.", nameof(storageResolution));
        StorageResolution = storageResolution;
        Dimensions = [.. (dimensions ?? []).Select(Checked)];
    }

    /// <summary>The name of the property with the value.</summary>
    public string Property { get; }

    /// <summary>The metric's name.</summary>
    public string Name { get; }

    /// <summary>The unit, as CloudWatch spells it.</summary>
    public string Unit { get; }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The period of aggregation in seconds, 1 or 60.</summary>
    public int StorageResolution { get; }

    internal string[][] Dimensions { get; }

    static string[] Checked(string[] set)
    {
        if (set is not { Length: <= MetricRules.MostDimensions })
            throw new ArgumentException($"dimensions of a metric contains a set of {set?.Length ?? 0} names, but a set has at most {MetricRules.MostDimensions}.", "dimensions");
        if (set.Distinct().Count() < set.Length) throw new ArgumentException("dimensions of a metric contains a set that names a property twice.", "dimensions");
        return [.. set.Select(name => MetricRules.AsciiNameOf("dimensions", name, MetricRules.LongestDimension, "dimensions"))];
    }
}
