using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;
using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Renders readable text with Serilog's console sink and its themes, which can only write to the console.
sealed class TextRenderer : IAsyncDisposable
{
    readonly StringWriter _text = new() { NewLine = "\n" };
    readonly EventEscaper _escaper;
    readonly RelativeTime? _relativeTime;
    readonly Logger _logger;

    // template is a Serilog output template; time is local, utc or relative.
    public TextRenderer(string template, ConsoleTheme theme, string time)
    {
        if (time == "relative") _relativeTime = new RelativeTime();
        _escaper = new EventEscaper(utc: time == "utc", splitLines: template.Contains("{Exception", StringComparison.Ordinal));
        Console.SetOut(_text);
        _logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Console(outputTemplate: template, formatProvider: CultureInfo.InvariantCulture, theme: theme, applyThemeToRedirectedOutput: true)
            .CreateLogger();
    }

    // Returns the event's text with line breaks and colours. Not thread-safe.
    public string Render(LogEvent logEvent)
    {
        var escaped = _escaper.Escape(logEvent);
        _relativeTime?.AddTo(escaped);
        _logger.Write(escaped);
        var text = _text.ToString();
        _text.GetStringBuilder().Clear();
        return text;
    }

    public ValueTask DisposeAsync() => _logger.DisposeAsync();
}
