using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

/// <summary>Metrics of one namespace that have the same dimensions, with what is written of them encoded beforehand.</summary>
/// <param name="head">The directive up to the sets of dimensions.</param>
/// <param name="sets">The sets of dimensions; none stands for a single empty one.</param>
/// <param name="metrics">The metrics.</param>
sealed class MetricDirective(byte[] head, MetricDimensions[] sets, MetricField[] metrics)
{
    /// <summary>Whether the event has one of the metrics, and all dimensions of one of the sets.</summary>
    public bool AppliesTo(scoped in CapturedEvent logEvent)
    {
        foreach (var metric in metrics)
        {
            if (metric.TryFind(in logEvent, out _)) return HasDimensions(in logEvent);
        }

        return false;
    }

    /// <summary>Appends the directive for an event that it applies to: the sets and the metrics that the event has.</summary>
    public void Append(Utf8Buffer output, scoped in CapturedEvent logEvent)
    {
        output.Append(head);
        if (sets.Length == 0) output.Append("[]"u8);
        var isFirst = true;
        foreach (var set in sets)
        {
            if (!set.AreIn(in logEvent)) continue;
            if (!isFirst) output.Append((byte)',');
            isFirst = false;
            output.Append(set.Json);
        }

        output.Append("],\"Metrics\":["u8);
        isFirst = true;
        foreach (var metric in metrics)
        {
            if (!metric.TryFind(in logEvent, out _)) continue;
            if (!isFirst) output.Append((byte)',');
            isFirst = false;
            output.Append(metric.Definition);
        }

        output.Append("]}"u8);
    }

    /// <summary>Appends the values of those metrics whose name is not their property's, each name once.</summary>
    /// <param name="written">For each of the writer's names whether its value has been written.</param>
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
