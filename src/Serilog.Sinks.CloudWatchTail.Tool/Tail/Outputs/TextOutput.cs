using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;
using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

/// <summary>Text for people, by Serilog's console sink and its themes.</summary>
sealed class TextOutput : ITailOutput
{
    readonly EventEscaper _escaper;
    readonly Logger _logger;

    /// <param name="template">An output template of Serilog's.</param>
    public TextOutput(Screen screen, string template, ConsoleTheme theme, bool utc)
    {
        _escaper = new EventEscaper(utc, splitLines: template.Contains("{Exception", StringComparison.Ordinal));
        // The sink writes to whatever Console.Out is at the time. Nothing has to be escaped on the way: the events are.
        Console.SetOut(new ScreenWriter(screen, static text => text, flushAtOnce: false));
        _logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Console(outputTemplate: template, formatProvider: CultureInfo.InvariantCulture, theme: theme, applyThemeToRedirectedOutput: true)
            .CreateLogger();
    }

    public bool ReadsEvents => true;

    public void Write(in TailedMessage message, LogEvent? logEvent) => _logger.Write(_escaper.Escape(logEvent!));

    public ValueTask DisposeAsync() => _logger.DisposeAsync();
}
