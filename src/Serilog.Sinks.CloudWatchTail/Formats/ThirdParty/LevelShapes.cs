using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Levels in the forms of some loggers: a letter, slog's ERROR+2, LogLevel.Error, [WARN].
static class LevelShapes
{
    // isWhole tells that the text contains only the level.
    public static bool TryParse(ReadOnlySpan<char> text, out LogEventLevel level, out bool isWhole)
    {
        isWhole = true;
        text = text.Trim(" []()<>:\"'");
        if (LevelWords.TryParse(text, out level))
        {
            isWhole = !LevelWords.IsCut(text);
            return true;
        }

        if (TryParseLetter(text, out level) || TryParseOffset(text, out level)) return true;

        // An enum member after its type: LogLevel.Error, SEVERITY_NUMBER_ERROR2, Level::WARN.
        var last = text.LastIndexOfAny("._: ");
        isWhole = false;
        if (last <= 0 || last == text.Length - 1) return false;
        return LevelWords.TryParse(text[(last + 1)..].TrimEnd("0123456789"), out level);
    }

    // Reads the first letter of a level, as loggers with short names write it; MongoDB adds a digit to debug.
    public static bool TryParseLetter(ReadOnlySpan<char> text, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (text is ['D' or 'd', >= '1' and <= '5'])
        {
            level = LogEventLevel.Debug;
            return true;
        }

        if (text.Length != 1) return false;
        switch (text[0] | 0x20)
        {
            case 't' or 'v': level = LogEventLevel.Verbose; return true;
            case 'd': level = LogEventLevel.Debug; return true;
            case 'i' or 'n': return true;
            case 'w': level = LogEventLevel.Warning; return true;
            case 'e': level = LogEventLevel.Error; return true;
            case 'f' or 'c': level = LogEventLevel.Fatal; return true;
            default: return false;
        }
    }

    // slog: DEBUG is -4, INFO 0, WARN 4 and ERROR 8; a level in between is written as the distance from the lower one.
    static bool TryParseOffset(ReadOnlySpan<char> text, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var sign = text.IndexOfAny('+', '-');
        if (sign <= 0 || !int.TryParse(text[sign..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset) || Math.Abs((long)offset) > 1000) return false;
        int? start = text[..sign] switch { "DEBUG" => -4, "INFO" => 0, "WARN" => 4, "ERROR" => 8, _ => null };
        if (start is not { } value) return false;
        level = (value + offset) switch
        {
            < -4 => LogEventLevel.Verbose,
            < 0 => LogEventLevel.Debug,
            < 4 => LogEventLevel.Information,
            < 8 => LogEventLevel.Warning,
            < 12 => LogEventLevel.Error,
            _ => LogEventLevel.Fatal
        };
        return true;
    }
}
