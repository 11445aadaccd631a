using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Lines whose level is where only their product puts it: PHP, java.util.logging, Redis, Erlang, npm, Node.js, Oracle, API Gateway, Go's web server,
// Django, WebSphere, AWS DMS, syslog daemons.
static partial class ProductLevels
{
    const int MostLinesOfSource = 3;

    const string Days = "Mon Tue Wed Thu Fri Sat Sun", Months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";

    // head is the start of the first line, rest the text after the first line.
    public static bool TryFind(ReadOnlySpan<char> head, ReadOnlySpan<char> rest, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (head.Length < 8) return false;
        var line = head[0] == '[' && head.IndexOf("] ") is > 0 and var closing ? head[(closing + 2)..] : head;
        if (line.Length < 2) return false;
        if (line.StartsWith("PHP ")) return TryFindPhp(line["PHP ".Length..], out level);
        if (line.StartsWith("Fatal error: ") || line.StartsWith("fatal error: ")) return Found(LogEventLevel.Fatal, out level);
        if (line.StartsWith("Parse error: ") || line.StartsWith("npm ERR! ") || line.StartsWith("npm error ")) return Found(LogEventLevel.Error, out level);
        if (line.StartsWith("npm WARN ") || line.StartsWith("npm warn ")) return Found(LogEventLevel.Warning, out level);
        if (InterpreterLines.TryFind(line, out level)) return true;
        if (IsError(line) || IsNodeCrash(line, rest)) return Found(LogEventLevel.Error, out level);
        if (line.StartsWith("=") && line.IndexOf(" REPORT==") is > 0 and var report) return TryFindErlang(line[1..report], out level);
        if (char.IsAsciiDigit(line[0]) && Redis().IsMatch(line)) return TryFindRedis(line, out level);
        if (BeginsDate(line))
        {
            if (JavaUtil().IsMatch(line) && TryFindJavaUtil(rest.TrimStart("\r\n"), out level)) return true;
            foreach (var match in Syslog().EnumerateMatches(line)) return TryFindMessage(line[match.Length..], out level);
            foreach (var match in Date().EnumerateMatches(line)) return TextLevels.TryFindInHead(line[match.Length..], out level, isAfterTime: true);
        }

        if (!char.IsAsciiDigit(line[0])) return false;
        foreach (var match in Dms().EnumerateMatches(line)) return LevelShapes.TryParseLetter(line.Slice(match.Length - 3, 1), out level);
        foreach (var match in WebSphere().EnumerateMatches(line)) return head[0] == '[' && TryFindWebSphere(line[match.Length - 2], out level);
        return false;
    }

    // Whether the line starts with the name of a day or a month, or with the number of a day and the name of a month.
    static bool BeginsDate(ReadOnlySpan<char> line)
    {
        var word = line.TrimStart("0123456789").TrimStart(' ');
        if (word.Length < 4 || line.Length - word.Length > 3 || word[3] is not (' ' or ',')) return false;
        return Months.AsSpan().Contains(word[..3], StringComparison.Ordinal) || (word.Length == line.Length && Days.AsSpan().Contains(word[..3], StringComparison.Ordinal));
    }

    static bool IsError(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("ORA-")) return line.Length > 10 && line[9] == ':' && !line[4..9].ContainsAnyExceptInRange('0', '9');
        if (line[0] == '(') return line.IndexOf(") Execution failed ") is 37;
        return line.StartsWith("Internal Server Error: /") || line.IndexOf("http: panic serving ") is >= 0 and < 30;
    }

    // Node.js reports an uncaught error with its location, the marked source line, and then the error.
    static bool IsNodeCrash(ReadOnlySpan<char> line, ReadOnlySpan<char> rest)
    {
        var place = line.TrimEnd("0123456789");
        if (place.Length < 2 || place.Length == line.Length || place[^1] != ':' || rest.IsEmpty) return false;
        rest = rest.TrimStart("\r\n");
        for (var lines = 0; lines < MostLinesOfSource && !rest.IsEmpty; lines++)
        {
            var end = rest.IndexOf('\n');
            var source = (end < 0 ? rest : rest[..end]).Trim();
            if (source is ['^', ..] && source.TrimEnd('^').IsEmpty) return true;
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return false;
    }

    static bool TryFindPhp(ReadOnlySpan<char> line, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var colon = line.IndexOf(':');
        if (colon < 0) return false;
        var words = line[..colon];
        if (words.EndsWith("Fatal error") && !words.StartsWith("Catchable") && !words.StartsWith("Recoverable")) return Found(LogEventLevel.Fatal, out level);
        if (words.EndsWith("error", StringComparison.OrdinalIgnoreCase)) return Found(LogEventLevel.Error, out level);
        if (words.EndsWith("Warning") || words.EndsWith("warning")) return Found(LogEventLevel.Warning, out level);
        return words is "Notice" or "Deprecated" or "Strict Standards" or "Stack trace";
    }

    static bool TryFindErlang(ReadOnlySpan<char> word, out LogEventLevel level) =>
        LevelWords.TryParse(word, out level) || ((word is "CRASH" or "SUPERVISOR") && Found(LogEventLevel.Error, out level));

    // Redis marks its four levels: "." debug, "-" verbose, "*" notice, "#" warning.
    static bool TryFindRedis(ReadOnlySpan<char> line, out LogEventLevel level)
    {
        foreach (var match in Redis().EnumerateMatches(line))
        {
            return Found(line[match.Length - 2] switch { '#' => LogEventLevel.Warning, '*' => LogEventLevel.Information, _ => LogEventLevel.Debug }, out level);
        }

        return Found(LogEventLevel.Information, out level);
    }

    // The second line starts with the level.
    static bool TryFindJavaUtil(ReadOnlySpan<char> line, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var colon = line.IndexOf(": ");
        return colon is > 0 and < 12 && !line[..colon].ContainsAnyExceptInRange('A', 'Z') && LevelWords.TryParse(line[..colon], out level);
    }

    // Fatal, error, warning, audit, information, configuration, detail, the standard outputs, and the three sizes of a trace.
    static bool TryFindWebSphere(char letter, out LogEventLevel level) => letter switch
    {
        'F' => Found(LogEventLevel.Fatal, out level),
        'E' => Found(LogEventLevel.Error, out level),
        'W' => Found(LogEventLevel.Warning, out level),
        'D' => Found(LogEventLevel.Debug, out level),
        '1' or '2' or '3' or '>' or '<' => Found(LogEventLevel.Verbose, out level),
        _ => Found(LogEventLevel.Information, out level)
    };

    // After a daemon's name its message starts like any other line.
    static bool TryFindMessage(ReadOnlySpan<char> message, out LogEventLevel level) => TextLevels.TryFindInHead(message, out level);

    static bool Found(LogEventLevel found, out LogEventLevel level)
    {
        level = found;
        return true;
    }

    [GeneratedRegex(@"^\d+:[MSCX] \d\d [A-Z][a-z]{2} \d{4} [\d:.]+ [.*#-] ", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Redis();

    [GeneratedRegex(@"^[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d[ \u202F][AP]M ", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex JavaUtil();

    [GeneratedRegex(@"^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [^\s:]+: ", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Syslog();

    // The date of ctime, with a zone in front of the year or an arrow behind it, and dates with the day or the month first.
    [GeneratedRegex(@"^(([A-Z][a-z]{2} )?[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d(\.\d+)?( [A-Z]{3,4}| [+-]\d{4})? \d{4}( ->)?|([A-Z][a-z]{2} \d{1,2}, \d{4},?|([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4},?) \d{1,2}:\d\d:\d\d([.,]\d+)?( [AP]M)?):? ", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(:\d+)? \[[A-Z_]+ *\][EWITDV]: ", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dms();

    [GeneratedRegex(@"^[0-9a-f]{8} \S+ +[FEWAICDORZ123<>] ", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WebSphere();
}
