using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

// Metrics of one namespace with the same dimensions, pre-encoded as far as possible: head is the directive up to the sets of dimensions. Without sets
// there is a single empty one.
sealed class MetricDirective(byte[] head, MetricDimensions[] sets, MetricField[] metrics)
{
    // Whether the event has one of the metrics, and all dimensions of one of the sets.
    public bool AppliesTo(scoped in CapturedEvent logEvent)
    {
        foreach (var metric in metrics)
        {
            if (metric.TryFind(in logEvent, out _)) return HasDimensions(in logEvent);
        }

        return false;
    }

    // Appends the directive for an event that it applies to, with the sets and metrics that the event has.
    public void Append(Utf8Buffer output, scoped in CapturedEvent logEvent)
    {
        output.AppendJson(head);
        if (sets.Length == 0) output.Append("[]"u8);
        var isFirst = true;
        foreach (var set in sets)
        {
            if (!set.AreIn(in logEvent)) continue;
            if (!isFirst) output.Append((byte)',');
            isFirst = false;
            output.AppendJson(set.Json);
        }

        output.AppendJson("],\"Metrics\":["u8);
        isFirst = true;
        foreach (var metric in metrics)
        {
            if (!metric.TryFind(in logEvent, out _)) continue;
            if (!isFirst) output.Append((byte)',');
            isFirst = false;
            output.AppendJson(metric.Definition);
        }

        output.Append("]}"u8);
    }

    // Appends the values of those metrics whose name differs from their property's, each name once. written tells for each of the writer's names
    // whether its value has been written.
    public void AppendValues(Utf8Buffer output, scoped in CapturedEvent logEvent, KindRecorder kinds, Span<bool> written)
    {
        foreach (var metric in metrics)
        {
            if (metric.OwnName is not { } name || written[metric.NameIndex] || !metric.TryFind(in logEvent, out var property)) continue;
            written[metric.NameIndex] = true;
            output.Append((byte)',');
            ScalarJson.AppendString(output, name, JsonStyle.CloudWatch);
            output.Append((byte)':');
            MetricValue.Append(output, in property);
            kinds.At(0, 0, name);
            kinds.Record(0, ValueKind.Metric);
        }
    }

    bool HasDimensions(scoped in CapturedEvent logEvent)
    {
        foreach (var set in sets)
        {
            if (set.AreIn(in logEvent)) return true;
        }

        return sets.Length == 0;
    }
}
