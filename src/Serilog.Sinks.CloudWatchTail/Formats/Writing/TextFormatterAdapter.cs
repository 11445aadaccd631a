using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>Any other formatter. The newline that ends its text is neither sent nor billed.</summary>
sealed class TextFormatterAdapter(ITextFormatter formatter) : IUtf8EventFormatter
{
    public void Format(LogEvent logEvent, TextWriter output) => formatter.Format(logEvent, output);

    public void Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
    {
        var text = scratch.Text;
        text.Clear();

        // Somebody else's may serve one at a time only, and several sinks, or callers in durable mode, may have the same one.
        lock (formatter) formatter.Format(HoleLimit.Bound(logEvent.ToLogEvent()), text);
        var written = text.Written.TrimEnd("\r\n");
        output.Advance(Encoding.UTF8.GetBytes(written, output.GetSpan(Encoding.UTF8.GetMaxByteCount(written.Length))));
    }
}
