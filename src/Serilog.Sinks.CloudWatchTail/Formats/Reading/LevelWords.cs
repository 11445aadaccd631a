using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// The words for levels in loggers of all languages, in any case.
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

    // Whether a word is the first four letters of a longer one. logrus writes levels like that, but so may the start of a truncated message: unless
    // the word stays in the event's text, it must be kept as a property.
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

    // Words that also start ordinary sentences, where only capitals make them a level.
    public static bool IsEveryday(ReadOnlySpan<char> word) =>
        word.Equals("fine", StringComparison.OrdinalIgnoreCase) || word.Equals("config", StringComparison.OrdinalIgnoreCase);
}
