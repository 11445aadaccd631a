using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

/// <summary>One JSON object a line, by one of the library's formatters.</summary>
sealed class JsonOutput(Screen screen, ITextFormatter formatter) : ITailOutput
{
    readonly StringWriter _line = new() { NewLine = "\n" };

    public bool ReadsEvents => true;

    public void Write(in TailedMessage message, LogEvent? logEvent)
    {
        formatter.Format(logEvent!, _line);
        screen.Write(ControlCharacters.EscapeJson(_line.ToString()));
        _line.GetStringBuilder().Clear();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
