using System.Text;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// The message as the service has it, and a line break. A terminal gets it escaped: it has no business obeying a log message.
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
