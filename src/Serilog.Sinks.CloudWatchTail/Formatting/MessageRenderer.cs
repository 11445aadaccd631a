using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.CloudWatchTail.Formatting.Writing;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>Turns an event into the UTF-8 message that is sent, whatever the formatter is. Not thread-safe: one for each loop.</summary>
sealed class MessageRenderer
{
    readonly IUtf8EventFormatter _formatter;
    readonly FormattingScratch _scratch = new();

    public MessageRenderer(ITextFormatter formatter)
    {
        _formatter = formatter as IUtf8EventFormatter ?? new TextFormatterAdapter(formatter);
    }

    public void Render(LogEvent logEvent, int sizeLimitBytes, Utf8Buffer output)
    {
        _ = sizeLimitBytes;
        _formatter.Format(logEvent, output, _scratch);
    }
}
