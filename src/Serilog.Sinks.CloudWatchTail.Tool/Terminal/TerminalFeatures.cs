using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// What the terminal can show, by the environment's usual words for it.
// Variable: Reads an environment variable.
sealed record TerminalFeatures(bool OutputIsTerminal, bool ErrorIsTerminal, Func<string, string?> Variable)
{
    public static TerminalFeatures OfThisProcess { get; } =
        new(!Console.IsOutputRedirected, !Console.IsErrorRedirected, Environment.GetEnvironmentVariable);

    bool IsDumb => Variable("TERM") == "dumb";

    public bool HasStatusLine => OutputIsTerminal && ErrorIsTerminal && !IsDumb;

    // The same for a command that writes nothing to its standard output.
    public bool HasErrorStatusLine => ErrorIsTerminal && !IsDumb;

    // Whether text can be shown in reverse, which is no colour.
    public bool CanHighlight => OutputIsTerminal && !IsDumb;

    // name: What --theme says: dark, light, none, or nothing.
    // noColor: Whether the command line asks for none. The variable NO_COLOR does, set to anything.
    public ConsoleTheme Theme(string? name, bool noColor)
    {
        if (!HasColors(name, noColor)) return ConsoleTheme.None;
        if (!HasManyColors) return Themes.Few;
        return name switch { "dark" => Themes.Dark, "light" => Themes.Light, _ => Themes.Both };
    }

    // Colours to tell streams apart; none where there are none.
    public IReadOnlyList<string> StreamColors(string? name, bool noColor) =>
        !HasColors(name, noColor) ? [] : HasManyColors ? Themes.StreamColors : Themes.FewStreamColors;

    bool HasColors(string? name, bool noColor) =>
        name != "none" && !noColor && OutputIsTerminal && !IsDumb && Variable("NO_COLOR") is not { Length: > 0 };

    bool HasManyColors =>
        OperatingSystem.IsWindows()
        || Variable("COLORTERM") is { Length: > 0 }
        || Variable("TERM")?.Contains("256", StringComparison.Ordinal) == true;
}
