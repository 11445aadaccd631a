using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>CLEF as Serilog.Formatting.Compact writes it: what the fast formatters are held against.</summary>
static class CompactJsonReference
{
    public static string Write(LogEvent logEvent) => Format(new CompactJsonFormatter(), logEvent);

    public static string WriteRendered(LogEvent logEvent) => Format(new RenderedCompactJsonFormatter(), logEvent);

    // By way of UTF-8, which is how a line gets anywhere: half of a surrogate pair becomes U+FFFD.
    static string Format(ITextFormatter formatter, LogEvent logEvent)
    {
        var line = new StringWriter { NewLine = "\n" };
        formatter.Format(logEvent, line);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line.ToString().TrimEnd('\n')));
    }
}
