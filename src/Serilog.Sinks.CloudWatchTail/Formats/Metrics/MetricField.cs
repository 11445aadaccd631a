using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

/// <summary>A metric, and the property that its value is.</summary>
/// <param name="property">The property.</param>
/// <param name="ownName">The metric's name if the property is written under another one: the value is written under both.</param>
/// <param name="nameIndex">Which of the writer's own names it is; metrics of several namespaces may share one.</param>
/// <param name="definition">The metric's definition, an object of JSON.</param>
sealed class MetricField(string property, string? ownName, int nameIndex, byte[] definition)
{
    public string? OwnName => ownName;

    public int NameIndex => nameIndex;

    public ReadOnlySpan<byte> Definition => definition;

    /// <summary>Finds the value. There is none for an event with another property that is called as the metric.</summary>
    public bool TryFind(scoped in CapturedEvent logEvent, out CapturedProperty value) =>
        logEvent.TryFind(property, out value) && MetricValue.IsMetric(in value) && (ownName == null || !logEvent.TryFind(ownName, out _));
}
