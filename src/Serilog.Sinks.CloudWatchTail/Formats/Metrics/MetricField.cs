using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

// A metric and the property with its value. ownName is the metric's name if it differs from the property's: the value is then written under both.
// nameIndex is the index of that name among the writer's, which metrics of several namespaces may share. definition is the metric's definition as a
// JSON object.
sealed class MetricField(string property, string? ownName, int nameIndex, byte[] definition)
{
    public string? OwnName => ownName;

    public int NameIndex => nameIndex;

    public ReadOnlySpan<byte> Definition => definition;

    // Finds the value. An event with another property of the metric's name does not have the metric.
    public bool TryFind(scoped in CapturedEvent logEvent, out CapturedProperty value) =>
        logEvent.TryFind(property, out value) && MetricValue.IsMetric(in value) && (ownName == null || !logEvent.TryFind(ownName, out _));
}
