using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// Parses a level as users write it: Serilog's names and abbreviations, those of other loggers, in any case, and prefixes of them.
static class LevelName
{
    static readonly Dictionary<string, LogEventLevel> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["vrb"] = LogEventLevel.Verbose,
        ["trace"] = LogEventLevel.Verbose,
        ["trc"] = LogEventLevel.Verbose,
        ["dbg"] = LogEventLevel.Debug,
        ["wrn"] = LogEventLevel.Warning,
        ["ftl"] = LogEventLevel.Fatal,
        ["crit"] = LogEventLevel.Fatal,
        ["critical"] = LogEventLevel.Fatal,
    };

    public static LogEventLevel? Parse(string text)
    {
        if (Others.TryGetValue(text, out var level)) return level;
        if (text.Length == 0) return null;
        foreach (var known in Enum.GetValues<LogEventLevel>())
            if (known.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase)) return known;
        return null;
    }
}
