using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Transport;

/// <summary>Spans of time in messages: the same on every machine.</summary>
static class Seconds
{
    public static string Of(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
