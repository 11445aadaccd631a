using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

/// <summary>What the terminal can show, by the environment's usual words for it.</summary>
/// <param name="Variable">Reads an environment variable.</param>
sealed record TerminalFeatures(bool OutputIsTerminal, bool ErrorIsTerminal, Func<string, string?> Variable)
{
    public static TerminalFeatures OfThisProcess { get; } =
        new(!Console.IsOutputRedirected, !Console.IsErrorRedirected, Environment.GetEnvironmentVariable);

    bool IsDumb => Variable("TERM") == "dumb";

    public bool HasStatusLine => OutputIsTerminal && ErrorIsTerminal && !IsDumb;

    /// <summary>The same for a command that writes nothing to its standard output.</summary>
    public bool HasErrorStatusLine => ErrorIsTerminal && !IsDumb;

    /// <summary>Whether text can be shown in reverse, which is no colour.</summary>
    public bool CanHighlight => OutputIsTerminal && !IsDumb;

    /// <param name="name">What <c>--theme</c> says: dark, light, none, or nothing.</param>
    /// <param name="noColor">Whether the command line asks for none. The variable NO_COLOR does, set to anything.</param>
    public ConsoleTheme Theme(string? name, bool noColor)
    {
        if (!HasColors(name, noColor)) return ConsoleTheme.None;
        if (!HasManyColors) return Themes.Few;
        return name switch { "dark" => Themes.Dark, "light" => Themes.Light, _ => Themes.Both };
    }

    /// <summary>Colours to tell streams apart; none where there are none.</summary>
    public IReadOnlyList<string> StreamColors(string? name, bool noColor) =>
        !HasColors(name, noColor) ? [] : HasManyColors ? Themes.StreamColors : Themes.FewStreamColors;

    bool HasColors(string? name, bool noColor) =>
        name != "none" && !noColor && OutputIsTerminal && !IsDumb && Variable("NO_COLOR") is not { Length: > 0 };

    bool HasManyColors =>
        OperatingSystem.IsWindows()
        || Variable("COLORTERM") is { Length: > 0 }
        || Variable("TERM")?.Contains("256", StringComparison.Ordinal) == true;
}
