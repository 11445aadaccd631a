using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>A formatter that can write UTF-8 straight into a buffer. One instance serves any number of threads, each with its own scratch.</summary>
interface IUtf8EventFormatter : ITextFormatter
{
    /// <summary>Appends the event, without a trailing newline.</summary>
    void Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch);
}
