using System.Text;
using System.Text.Json;

namespace Serilog.Sinks.CloudWatchTail.Emulator.EmbeddedMetrics;

// Takes metrics from messages as CloudWatch does. A message without _aws.CloudWatchMetrics has none; of one that breaks a rule of the
// specification nothing is taken, and what it breaks is an error.
sealed class MetricExtractor
{
    // The most bytes of a document.
    const int LargestDocument = 1024 * 1024;

    public List<StoredMetric> Metrics { get; } = [];

    public List<string> Errors { get; } = [];

    public void Add(string message)
    {
        if (!message.Contains("CloudWatchMetrics", StringComparison.Ordinal)) return;
        try
        {
            using var document = JsonDocument.Parse(message);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("_aws", out var metadata)
                || metadata.ValueKind != JsonValueKind.Object
                || !metadata.TryGetProperty("CloudWatchMetrics", out var directives)) return;
            MetricRules.Require(Encoding.UTF8.GetByteCount(message) <= LargestDocument, $"the document is larger than {LargestDocument} bytes");
            MetricRules.RequireUniqueMembers(document.RootElement);
            Metrics.AddRange(new MetricDocument(document.RootElement, MetricRules.Timestamp(metadata)).Read(directives));
        }
        catch (JsonException)
        {
            // Text that only speaks of the format.
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            // The latter is what .NET says of text with half a surrogate pair.
            Errors.Add(exception.Message);
        }
    }
}
