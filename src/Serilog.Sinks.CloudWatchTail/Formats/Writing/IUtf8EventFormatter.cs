using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// A formatter that can write UTF-8 directly into a buffer. One instance serves any number of threads, each with its own scratch.
interface IUtf8EventFormatter : ITextFormatter
{
    // Appends the event without a trailing newline.
    void Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch);
}
