using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The formatters by the names that stand in the table.</summary>
static class Formatters
{
    public const string Clef = "clef";
    public const string CloudWatchJson = "cloudwatch-json";

    /// <summary>Another package's, which writes the same bytes as <see cref="Clef"/>.</summary>
    public const string CompactJson = "compact-json";

    /// <summary>What an <c>outputTemplate</c> is.</summary>
    public const string OutputTemplate = "output-template";

    /// <summary>For rows that format nothing.</summary>
    public const string None = "none";

    public static ITextFormatter Create(string name) => name switch
    {
        CloudWatchJson => new CloudWatchJsonFormatter(),
        CompactJson => new CompactJsonFormatter(),
        OutputTemplate => new MessageTemplateTextFormatter("{Timestamp:O} [{Level:u3}] {Message:lj} {Properties:j}{NewLine}{Exception}"),
        _ => new ClefFormatter(),
    };
}
