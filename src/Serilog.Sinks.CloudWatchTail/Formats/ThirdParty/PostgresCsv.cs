using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// PostgreSQL's csvlog: the time is the first field and the severity the twelfth, followed by the SQLSTATE code.
static class PostgresCsv
{
    const int Severity = 11, CodeLength = 5;

    // From a time in whole seconds without a zone to one with a long zone name.
    const int ShortestTime = 19, LongestTime = 34;

    // Names of users and databases have at most 63 bytes, which bounds the fields before the severity.
    const int LongestHead = 512;

    public static bool TryFind(ReadOnlySpan<char> text, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (text.Length <= LongestTime || !char.IsAsciiDigit(text[0]) || text[4] != '-' || text[13] != ':' || text[..(LongestTime + 1)].IndexOf(',') < ShortestTime) return false;

        if (text.Length > LongestHead) text = text[..LongestHead];
        for (var field = 0; field < Severity; field++)
        {
            if (!TrySkip(ref text)) return false;
        }

        var comma = text.IndexOf(',');
        if (comma <= 0 || text.Length < comma + CodeLength + 2 || text[comma + CodeLength + 1] != ',') return false;
        foreach (var character in text.Slice(comma + 1, CodeLength))
        {
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character)) return false;
        }

        var word = text[..comma];
        return !word.ContainsAnyExceptInRange('0', 'Z') && LevelWords.TryParse(word.TrimEnd("12345"), out level);
    }

    // Steps over a field and its comma. Inside quotes a comma is text, and a doubled quote is one quote.
    static bool TrySkip(ref ReadOnlySpan<char> text)
    {
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            if (text[i] != ',' || isQuoted) continue;
            text = text[(i + 1)..];
            return true;
        }

        return false;
    }
}
