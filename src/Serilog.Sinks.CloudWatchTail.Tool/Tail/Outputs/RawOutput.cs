using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

/// <summary>The message as the service has it, and a line break. A terminal gets it escaped: it has no business obeying a log message.</summary>
sealed class RawOutput(Screen screen, bool escaped) : ITailOutput
{
    public bool ReadsEvents => false;

    public void Write(in TailedMessage message, LogEvent? logEvent)
    {
        if (escaped)
        {
            screen.Write(ControlCharacters.EscapeLines(Encoding.UTF8.GetString(message.Message.Span)) + "\n");
            return;
        }

        screen.Write(message.Message.Span);
        screen.Write("\n"u8);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
