using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Formats durations for messages, independent of the culture.</summary>
static class Seconds
{
    public static string Of(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
