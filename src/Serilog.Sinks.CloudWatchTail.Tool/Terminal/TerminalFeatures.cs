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

    /// <param name="noColor">Whether the command line asks for none. The variable NO_COLOR does, set to anything.</param>
    public ConsoleTheme Theme(bool noColor)
    {
        if (noColor || !OutputIsTerminal || IsDumb || Variable("NO_COLOR") is { Length: > 0 }) return ConsoleTheme.None;
        return HasManyColors ? AnsiConsoleTheme.Literate : AnsiConsoleTheme.Sixteen;
    }

    bool HasManyColors =>
        OperatingSystem.IsWindows()
        || Variable("COLORTERM") is { Length: > 0 }
        || Variable("TERM")?.Contains("256", StringComparison.Ordinal) == true;
}
