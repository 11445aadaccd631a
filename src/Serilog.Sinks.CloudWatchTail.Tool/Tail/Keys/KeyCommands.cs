using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Keys;

// Executes key commands.
sealed class KeyCommands(Screen screen, PauseGate pause, LoggingLevelSwitch level, Highlighter highlighter, JsonSwitch json, Action quit)
{
    public const string Help = "keys: space pause or resume | / highlight | l, L level up, down | j JSON | c clear | q quit";

    const char Escape = '\u001b';

    readonly LogEventLevel _first = level.MinimumLevel;
    string? _pattern;

    // Shows the text being typed.
    public StatusTicker? Status { get; set; }

    // Describes the state that keys have changed, for the status line.
    public string Describe()
    {
        var parts = new List<string>();
        if (pause.IsPaused) parts.Add(FormattableString.Invariant($"PAUSED, {pause.Count:N0} waiting"));
        if (level.MinimumLevel != _first) parts.Add($"from {level.MinimumLevel}");
        if (highlighter.Pattern is { } pattern) parts.Add($"/{pattern}/");
        return string.Join(" | ", parts);
    }

    public void Press(char key)
    {
        if (_pattern is not null) Type(key);
        else Do(key);
        Status?.Show();
    }

    void Do(char key)
    {
        switch (key)
        {
            case ' ': pause.Toggle(); break;
            case '/': Prompt(""); break;
            case 'l' when level.MinimumLevel < LogEventLevel.Fatal: level.MinimumLevel++; break;
            case 'L' when level.MinimumLevel > LogEventLevel.Verbose: level.MinimumLevel--; break;
            case 'j': json.IsOn = !json.IsOn; break;
            case 'c': screen.Clear(); break;
            case '?': screen.Notice(Help); break;
            case 'q': quit(); break;
        }
    }

    void Type(char key)
    {
        switch (key)
        {
            case '\r' or '\n':
                Highlight(_pattern!);
                Prompt(null);
                break;
            case Escape:
                Prompt(null);
                break;
            case '\b' or '\u007f':
                Prompt(_pattern!.Length == 0 ? null : _pattern[..^1]);
                break;
            case >= ' ':
                Prompt(_pattern + key);
                break;
        }
    }

    void Highlight(string text)
    {
        if (text.Length == 0) highlighter.Pattern = null;
        else if (NewOption.TryCompile(text, out var pattern, out var error)) highlighter.Pattern = pattern;
        else screen.Notice($"'{text}' is not a valid regular expression: {error}");
    }

    void Prompt(string? pattern)
    {
        _pattern = pattern;
        if (Status is not null) Status.Prompt = pattern is null ? null : $"highlight: {ControlCharacters.Escape(pattern)}_";
    }
}
