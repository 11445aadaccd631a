using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

// Turns a message into a document in CloudWatch's embedded metric format: writes the member "_aws", and values under names other than their
// properties'. Leaves events without any of the metrics unchanged. Thread-safe.
sealed class MetricWriter(MetricDirective[] directives, int ownNames) : IFurtherMembers
{
    public void Append(Utf8Buffer output, scoped in CapturedEvent logEvent, KindRecorder kinds)
    {
        var any = false;
        foreach (var directive in directives)
        {
            if (!directive.AppliesTo(in logEvent)) continue;
            if (any)
            {
                output.Append((byte)',');
            }
            else
            {
                // An event with its own metadata gets no further metrics.
                if (logEvent.TryFind(ReservedNames.Metadata, out _)) return;
                any = true;
                output.AppendJson(",\"_aws\":{\"Timestamp\":"u8);
                Utf8Scalars.Append(output, logEvent.Timestamp.ToUnixTimeMilliseconds());
                output.AppendJson(",\"CloudWatchMetrics\":["u8);
            }

            directive.Append(output, in logEvent);
        }

        if (!any) return;
        output.Append("]}"u8);
        kinds.Enter(0, null);
        kinds.At(0, 0, ReservedNames.Metadata);
        kinds.Record(0, ValueKind.Metric);
        if (ownNames > 0) AppendValues(output, in logEvent, kinds);
    }

    void AppendValues(Utf8Buffer output, scoped in CapturedEvent logEvent, KindRecorder kinds)
    {
        Span<bool> written = stackalloc bool[MetricRules.MostMetrics];
        foreach (var directive in directives)
        {
            if (directive.AppliesTo(in logEvent)) directive.AppendValues(output, in logEvent, kinds, written);
        }
    }
}
