using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

/// <summary>One set of dimensions.</summary>
/// <param name="properties">The properties whose values are the dimensions'.</param>
/// <param name="json">The array of the names under which they are written.</param>
sealed class MetricDimensions(string[] properties, byte[] json)
{
    public ReadOnlySpan<byte> Json => json;

    /// <summary>Whether the event has a value for each of them that CloudWatch takes.</summary>
    public bool AreIn(scoped in CapturedEvent logEvent)
    {
        foreach (var name in properties)
        {
            if (!logEvent.TryFind(name, out var property) || !MetricValue.IsDimension(in property)) return false;
        }

        return true;
    }
}
