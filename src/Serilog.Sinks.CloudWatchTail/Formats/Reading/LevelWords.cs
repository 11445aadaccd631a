using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>The words that loggers of all languages have for levels, in any case.</summary>
static class LevelWords
{
    const int Longest = 16, CutLength = 4;

    public static bool TryParse(ReadOnlySpan<byte> word, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (word.Length > Longest) return false;
        Span<char> text = stackalloc char[Longest];
        return TryParse(text[..Encoding.UTF8.GetChars(word, text)], out level);
    }

    public static bool TryParse(ReadOnlySpan<char> word, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        word = word.Trim();
        if (word.IsEmpty || word.Length > Longest) return false;

        Span<char> lower = stackalloc char[Longest];
        word.ToLowerInvariant(lower);
        switch (lower[..word.Length])
        {
            case "verbose" or "vrb" or "trace" or "trc" or "trce" or "trac" or "finest" or "finer" or "silly":
                level = LogEventLevel.Verbose;
                return true;
            case "debug" or "dbg" or "dbug" or "debu" or "fine" or "config":
                level = LogEventLevel.Debug;
                return true;
            case "information" or "info" or "inf" or "informational" or "notice" or "default" or "success" or "http" or "log":
                return true;
            case "warning" or "warn" or "wrn":
                level = LogEventLevel.Warning;
                return true;
            case "error" or "err" or "eror" or "erro" or "fail" or "failure" or "failed" or "severe":
                level = LogEventLevel.Error;
                return true;
            case "fatal" or "ftl" or "fata" or "critical" or "crit" or "crt" or "alert" or "emergency" or "emerg" or "panic" or "pani" or "dpanic":
                level = LogEventLevel.Fatal;
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Four letters of a longer word. logrus writes such levels, but the beginning of a message that was cut off looks the same: where the word does not
    /// stay in the event's text, it has to stay as a property.
    /// </summary>
    public static bool IsCut(ReadOnlySpan<char> word)
    {
        word = word.Trim();
        if (word.Length != CutLength) return false;
        Span<char> lower = stackalloc char[CutLength];
        word.ToLowerInvariant(lower);
        return lower is "trac" or "debu" or "erro" or "fata" or "pani";
    }

    public static bool IsCut(ReadOnlySpan<byte> word)
    {
        if (word.Length is < CutLength or > Longest) return false;
        Span<char> text = stackalloc char[Longest];
        return IsCut(text[..Encoding.UTF8.GetChars(word, text)]);
    }

    /// <summary>Words that begin an ordinary sentence as well, so that only capitals make them a level there.</summary>
    public static bool IsEveryday(ReadOnlySpan<char> word) =>
        word.Equals("fine", StringComparison.OrdinalIgnoreCase) || word.Equals("config", StringComparison.OrdinalIgnoreCase);
}
