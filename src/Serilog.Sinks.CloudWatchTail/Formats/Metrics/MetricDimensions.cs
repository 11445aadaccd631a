using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

// One set of dimensions: the properties with their values, and the JSON array of the names under which these are written.
sealed class MetricDimensions(string[] properties, byte[] json)
{
    public ReadOnlySpan<byte> Json => json;

    // Whether the event has a value for each of them that CloudWatch accepts.
    public bool AreIn(scoped in CapturedEvent logEvent)
    {
        foreach (var name in properties)
        {
            if (!logEvent.TryFind(name, out var property) || !MetricValue.IsDimension(in property)) return false;
        }

        return true;
    }
}
