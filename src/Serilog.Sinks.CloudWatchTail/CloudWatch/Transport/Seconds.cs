using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

// Formats durations for messages, independently of the culture.
static class Seconds
{
    public static string Of(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
