using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// What the terminal can show, by the usual environment variables, which Variable reads.
sealed record TerminalFeatures(bool OutputIsTerminal, bool ErrorIsTerminal, Func<string, string?> Variable)
{
    public static TerminalFeatures OfThisProcess { get; } =
        new(!Console.IsOutputRedirected, !Console.IsErrorRedirected, Environment.GetEnvironmentVariable);

    bool IsDumb => Variable("TERM") == "dumb";

    public bool HasStatusLine => OutputIsTerminal && ErrorIsTerminal && !IsDumb;

    // The same for a command that writes nothing to the standard output.
    public bool HasErrorStatusLine => ErrorIsTerminal && !IsDumb;

    // Whether text can be shown in reverse video, which is not a colour.
    public bool CanHighlight => OutputIsTerminal && !IsDumb;

    // name is the value of --theme: dark, light, none or null. Both noColor, from the command line, and the variable NO_COLOR with any value turn
    // colours off.
    public ConsoleTheme Theme(string? name, bool noColor)
    {
        if (!HasColors(name, noColor)) return ConsoleTheme.None;
        if (!HasManyColors) return Themes.Few;
        return name switch { "dark" => Themes.Dark, "light" => Themes.Light, _ => Themes.Both };
    }

    // Colours that tell streams apart; empty if the terminal has none.
    public IReadOnlyList<string> StreamColors(string? name, bool noColor) =>
        !HasColors(name, noColor) ? [] : HasManyColors ? Themes.StreamColors : Themes.FewStreamColors;

    bool HasColors(string? name, bool noColor) =>
        name != "none" && !noColor && OutputIsTerminal && !IsDumb && Variable("NO_COLOR") is not { Length: > 0 };

    bool HasManyColors =>
        OperatingSystem.IsWindows()
        || Variable("COLORTERM") is { Length: > 0 }
        || Variable("TERM")?.Contains("256", StringComparison.Ordinal) == true;
}
