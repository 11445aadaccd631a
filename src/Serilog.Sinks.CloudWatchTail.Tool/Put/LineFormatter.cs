using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

/// <summary>Sends a line as it was read, so that a reader gets back what was put.</summary>
sealed class LineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output) => output.Write(logEvent.MessageTemplate.Text);
}
