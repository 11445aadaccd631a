using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>Turns an event into the UTF-8 message that is sent, whatever the formatter is. Not thread-safe: one for each loop.</summary>
sealed class MessageRenderer
{
    readonly ITextFormatter _formatter;
    readonly StringWriter _text = new();

    public MessageRenderer(ITextFormatter formatter)
    {
        _formatter = formatter;
    }

    public void Render(LogEvent logEvent, int sizeLimitBytes, Utf8Buffer output)
    {
        _ = sizeLimitBytes;
        _formatter.Format(logEvent, _text);
        output.Append(System.Text.Encoding.UTF8.GetBytes(_text.ToString().TrimEnd('\r', '\n')));
        _text.GetStringBuilder().Clear();
    }
}
