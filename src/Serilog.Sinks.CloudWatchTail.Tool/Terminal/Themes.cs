using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Colours of events and of stream names.
static class Themes
{
    // The values of --theme.
    public static readonly string[] Names = ["dark", "light", "none"];

    // Text in the terminal's own colour, everything else in medium tones that are readable on dark and light backgrounds.
    public static AnsiConsoleTheme Both { get; } = Create(text: "", secondary: "\u001b[38;5;244m", name: "\u001b[38;5;66m", text1: "\u001b[38;5;31m", number: "\u001b[38;5;133m", scalar: "\u001b[38;5;29m");

    public static AnsiConsoleTheme Light { get; } = Create(text: "\u001b[38;5;16m", secondary: "\u001b[38;5;240m", name: "\u001b[38;5;23m", text1: "\u001b[38;5;25m", number: "\u001b[38;5;90m", scalar: "\u001b[38;5;22m");

    public static AnsiConsoleTheme Dark => AnsiConsoleTheme.Literate;

    // For terminals with sixteen colours.
    public static AnsiConsoleTheme Few => AnsiConsoleTheme.Sixteen;

    // One per stream, readable on both backgrounds.
    public static IReadOnlyList<string> StreamColors { get; } = [.. new[] { 32, 35, 133, 166, 37, 161, 64, 97, 136, 68, 130, 29 }.Select(color => $"\u001b[38;5;{color}m")];

    // The same for terminals with sixteen colours.
    public static IReadOnlyList<string> FewStreamColors { get; } = ["\u001b[36m", "\u001b[35m", "\u001b[32m", "\u001b[34m", "\u001b[31m"];

    static AnsiConsoleTheme Create(string text, string secondary, string name, string text1, string number, string scalar) => new(new Dictionary<ConsoleThemeStyle, string>
    {
        [ConsoleThemeStyle.Text] = text,
        [ConsoleThemeStyle.SecondaryText] = secondary,
        [ConsoleThemeStyle.TertiaryText] = secondary,
        [ConsoleThemeStyle.Invalid] = "\u001b[38;5;166m",
        [ConsoleThemeStyle.Null] = text1,
        [ConsoleThemeStyle.Name] = name,
        [ConsoleThemeStyle.String] = text1,
        [ConsoleThemeStyle.Number] = number,
        [ConsoleThemeStyle.Boolean] = text1,
        [ConsoleThemeStyle.Scalar] = scalar,
        [ConsoleThemeStyle.LevelVerbose] = secondary,
        [ConsoleThemeStyle.LevelDebug] = secondary,
        [ConsoleThemeStyle.LevelInformation] = "\u001b[38;5;32m",
        [ConsoleThemeStyle.LevelWarning] = "\u001b[1;38;5;166m",
        [ConsoleThemeStyle.LevelError] = "\u001b[38;5;231;48;5;160m",
        [ConsoleThemeStyle.LevelFatal] = "\u001b[1;38;5;231;48;5;160m",
    });
}
