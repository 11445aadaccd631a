using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The formatters by the names that stand in the table.</summary>
static class Formatters
{
    public const string Clef = "clef";
    public const string CloudWatchJson = "cloudwatch-json";

    /// <summary>For rows that format nothing.</summary>
    public const string None = "none";

    public static ITextFormatter Create(string name) => name == CloudWatchJson ? new CloudWatchJsonFormatter() : new ClefFormatter();
}
