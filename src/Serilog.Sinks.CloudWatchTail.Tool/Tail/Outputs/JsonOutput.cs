using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Writes one JSON object per line.
sealed class JsonOutput(Screen screen, ITextFormatter formatter) : ITailOutput
{
    readonly StringWriter _line = new() { NewLine = "\n" };

    public bool ReadsEvents => true;

    public void Write(in TailedEvent tailed)
    {
        formatter.Format(tailed.LogEvent!, _line);
        screen.Write(ControlCharacters.EscapeJson(_line.ToString()));
        _line.GetStringBuilder().Clear();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
