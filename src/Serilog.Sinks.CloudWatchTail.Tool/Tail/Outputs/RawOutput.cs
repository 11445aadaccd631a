using System.Text;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Writes the stored message and a line break. On a terminal it is escaped, because a log message must not control the terminal.
sealed class RawOutput(Screen screen, bool escaped) : ITailOutput
{
    public bool ReadsEvents => false;

    public void Write(in TailedEvent tailed)
    {
        var message = tailed.Message.Utf8Message.Span;
        if (escaped)
        {
            screen.Write(ControlCharacters.EscapeLines(Encoding.UTF8.GetString(message)) + "\n");
            return;
        }

        screen.WriteLine(message);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
