using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// Sends a line unchanged, so that a reader gets back what was put.
sealed class LineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output) => output.Write(logEvent.MessageTemplate.Text);
}
