using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formats.Reading;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Finds the level of a line of text where loggers put it: in brackets, before a colon, in capitals, after a time, or as level=. A word in the middle
// of a sentence is not a level, so only the beginning is examined.
static class TextLevels
{
    const int MostWords = 8;

    // A host, a program and a thread may come between the time and the level; after more words the line is a sentence.
    const int MostNames = 3;

    public static bool TryFind(ReadOnlySpan<char> text, out LogEventLevel level)
    {
        text = text.TrimStart("\r\n");
        if (text.StartsWith("####<")) text = text["####".Length..];
        var lineEnd = text.IndexOfAny('\r', '\n');
        var line = lineEnd >= 0 ? text[..lineEnd] : text;
        if (line.Length > TerminalColours.LongestText) line = line[..TerminalColours.LongestText];
        Span<char> room = stackalloc char[TerminalColours.LongestText];
        var head = TerminalColours.Remove(line, room);
        if (PostgresCsv.TryFind(text, out level)) return true;
        if (ProductLevels.TryFind(head, lineEnd < 0 ? default : text[lineEnd..], out level) || TryFindInHead(head, out level)) return true;
        if (!IsFailure(head) && !(lineEnd >= 0 && text[lineEnd..].Contains("\nTraceback (most recent call last):\n", StringComparison.Ordinal))) return false;
        level = LogEventLevel.Error;
        return true;
    }

    internal static bool TryFindInHead(ReadOnlySpan<char> head, out LogEventLevel level, bool isAfterTime = false)
    {
        level = LogEventLevel.Information;
        var names = 0;
        var isAfterMark = true;
        for (var words = 0; words < MostWords; words++)
        {
            head = head.TrimStart(" \t|,-");
            if (head.IsEmpty) return false;
            if (head[0] is '[' or '<' or '(')
            {
                var closing = head.IndexOf(head[0] switch { '[' => ']', '<' => '>', _ => ')' });
                if (closing < 0) return false;
                var inside = head[1..closing];
                if (head[0] == '<' ? TryFindSyslog(inside, out level) || LevelWords.TryParse(inside, out level) : TryFindInBrackets(inside, words < 2, out level)) return true;
                isAfterTime |= LooksLikeTime(inside);
                isAfterMark = true;
                head = head[(closing + 1)..].TrimStart(':');
                continue;
            }

            var length = head.IndexOfAny(" \t|[");
            var word = length < 0 ? head : head[..length];
            head = length < 0 ? default : head[length..];
            if (TryFindInWord(word, head, words == 0, isAfterTime, names == 0, isAfterMark, out level)) return true;
            if (TryFindKey(word, out level)) return true;
            isAfterTime |= LooksLikeTime(word);

            // Words that cannot be part of a header already belong to the message; a time is followed by a process or a thread at most.
            if (!LooksLikeHeader(word))
            {
                var isTag = words == 0 && word[^1] == ':' && (head.StartsWith(" [") || IsProgram(word, head));
                if ((!isAfterTime && !isTag) || ++names > MostNames) return TryFindKeyLater(head, out level);
            }

            isAfterMark = word[^1] is ':' or ']' or ')' || (head is [' ', '-', ..]);
        }

        return false;
    }

    static bool TryFindInWord(ReadOnlySpan<char> word, ReadOnlySpan<char> rest, bool isFirst, bool isAfterTime, bool isFirstWord, bool isAfterMark, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (isFirst && TryFindGlog(word, out level)) return true;
        if (isAfterTime && isFirstWord && rest is [' ', ..] && word[0] is >= 'A' and <= 'Z' && word.Length <= 2 && LevelShapes.TryParseLetter(word.TrimEnd('!'), out level)) return true;
        if (word.Length > 12 && char.IsAsciiDigit(word[0]) && TryFindBehindTime(word, out level)) return true;
        if (isAfterTime && isFirstWord && word.IndexOf('/') is > 0 and var slash && TryFindBetweenSlashes(word[(slash + 1)..], out level)) return true;
        word = word.TrimEnd('>');
        if (word.IsEmpty) return false;

        var colon = word.IndexOf(':');
        var isBeforeColon = colon >= 0 && (isFirst || colon == word.Length - 1);
        if (isBeforeColon && TryFindInChannel(word, colon, out level)) return true;
        var name = isBeforeColon ? word[..colon] : word;
        if (!LevelWords.TryParse(name, out level)) return false;
        if (!name.ContainsAnyExceptInRange('A', 'Z')) return true;
        if (LevelWords.IsEveryday(name)) return false;
        if (isBeforeColon) return isFirst || isAfterMark || isFirstWord;

        // After a time, a level fills a column or is a word that rarely starts a sentence; capitalized words start one more often.
        return isAfterTime && isFirstWord && (rest.StartsWith("  ") || rest.StartsWith("\t") || rest.StartsWith("|") || !BeginsSentences(name));
    }

    // Jetty's 10:11:12.345:WARN:oejs.HttpChannel.
    static bool TryFindBehindTime(ReadOnlySpan<char> word, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        while (!word.IsEmpty)
        {
            var colon = word.IndexOf(':');
            var part = colon < 0 ? word : word[..colon];
            word = colon < 0 ? default : word[(colon + 1)..];
            if (part.Length > 2 && !part.ContainsAnyExceptInRange('A', 'Z') && LevelWords.TryParse(part, out level)) return true;
        }

        return false;
    }

    // "perl: warning: …", the form of warnings and errors of GNU programs.
    static bool IsProgram(ReadOnlySpan<char> word, ReadOnlySpan<char> rest) =>
        !char.IsAsciiLetterUpper(word[0]) && (rest.StartsWith(" warning: ") || rest.StartsWith(" error: "));

    // Locust's host/WARNING/locust.main:.
    static bool TryFindBetweenSlashes(ReadOnlySpan<char> word, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var slash = word.IndexOf('/');
        return slash > 2 && !word[..slash].ContainsAnyExceptInRange('A', 'Z') && LevelWords.TryParse(word[..slash], out level);
    }

    static bool BeginsSentences(ReadOnlySpan<char> name) => char.IsAsciiLetterUpper(name[0])
        ? name is not ("Information" or "Warning" or "Verbose" or "Debug" or "Trace" or "Fatal" or "Info" or "Warn" or "Dbg" or "Err")
        : name is "fail" or "failed" or "failure" or "success" or "http" or "log" or "default" or "panic" or "alert" or "severe" or "silly" or "finer" or "finest" or "emergency";

    // Monolog's app.ERROR: and log4j's log4j:WARN.
    static bool TryFindInChannel(ReadOnlySpan<char> word, int colon, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var before = word[..colon];
        var dot = before.LastIndexOf('.');
        var name = dot > 0 ? before[(dot + 1)..] : word[(colon + 1)..];
        return !name.ContainsAnyExceptInRange('A', 'Z') && LevelWords.TryParse(name, out level);
    }

    // [ERROR], [12:34:56 INF], [core:error], [2024-01-02T03:04:05Z WARN module].
    static bool TryFindInBrackets(ReadOnlySpan<char> inside, bool isFirst, out LogEventLevel level)
    {
        if (LevelWords.TryParse(inside, out level)) return true;
        var space = inside.IndexOf(' ');
        if (isFirst && space > 0 && (space == 1 ? TryFindBehindLetter(inside, out level) : TryFindGlog(inside[..space], out level))) return true;
        if (space > 0 && LooksLikeTime(inside[..space]))
        {
            // Celery writes its process after a slash, and a colon after the time.
            var rest = inside[space..].Trim();
            for (var words = 0; words < 3 && !rest.IsEmpty; words++)
            {
                var end = rest.IndexOfAny(" /");
                var word = end < 0 ? rest : rest[..end];
                if (LevelWords.TryParse(word, out level) && (end < 0 || char.IsAsciiLetterUpper(word[0]) || !BeginsSentences(word))) return true;
                if (!LooksLikeTime(word.TrimEnd(':')) && !LooksLikeHeader(word)) return false;
                rest = end < 0 ? default : rest[(end + 1)..].TrimStart();
            }

            return false;
        }

        var colon = inside.LastIndexOf(':');
        return colon >= 0 && LevelWords.TryParse(inside[(colon + 1)..], out level);
    }

    // Tornado's and Jupyter's [E 261120 10:11:12 web:1], PyTorch's [W socket.cpp:601].
    static bool TryFindBehindLetter(ReadOnlySpan<char> inside, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var rest = inside[2..];
        var end = rest.IndexOf(' ');
        var word = end < 0 ? rest : rest[..end];
        var isDate = word.Length == 6 && !word.ContainsAnyExceptInRange('0', '9');
        var isPlace = word.IndexOf(':') > 0 && char.IsAsciiDigit(word[^1]);
        return char.IsAsciiLetterUpper(inside[0]) && (isDate || isPlace || LooksLikeTime(word)) && LevelShapes.TryParseLetter(inside[..1], out level);
    }

    // Syslog's priority, <134>: eight times the facility plus the severity.
    static bool TryFindSyslog(ReadOnlySpan<char> inside, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (inside.Length is 0 or > 3 || !int.TryParse(inside, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var priority) || priority > 191) return false;
        level = (priority % 8) switch { 0 or 1 or 2 => LogEventLevel.Fatal, 3 => LogEventLevel.Error, 4 => LogEventLevel.Warning, 7 => LogEventLevel.Debug, _ => LogEventLevel.Information };
        return true;
    }

    // "E0102 15:04:05": a letter, month and day; CockroachDB and C++ add the year.
    static bool TryFindGlog(ReadOnlySpan<char> word, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        if (word.Length is not (5 or 7 or 9) || word[1..].ContainsAnyExceptInRange('0', '9') || (word.Length == 9 && (word[1] != '2' || word[5] > '1'))) return false;
        switch (word[0])
        {
            case 'I': return true;
            case 'W': level = LogEventLevel.Warning; return true;
            case 'E': level = LogEventLevel.Error; return true;
            case 'F': level = LogEventLevel.Fatal; return true;
            default: return false;
        }
    }

    // level=warn.
    static bool TryFindKey(ReadOnlySpan<char> word, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var equals = word.IndexOf('=');
        if (equals < 0) return false;
        var key = word[..equals];
        return (key is "at" || key.Equals("level", StringComparison.OrdinalIgnoreCase) || key.Equals("lvl", StringComparison.OrdinalIgnoreCase) || key.Equals("severity", StringComparison.OrdinalIgnoreCase) || key.Equals("loglevel", StringComparison.OrdinalIgnoreCase))
            && LevelWords.TryParse(word[(equals + 1)..].Trim('"'), out level);
    }

    // Key-value lines may have the level after any other key.
    static bool TryFindKeyLater(ReadOnlySpan<char> head, out LogEventLevel level)
    {
        level = LogEventLevel.Information;
        var found = head.IndexOf(" level=", StringComparison.OrdinalIgnoreCase);
        if (found < 0) return false;
        var word = head[(found + 1)..];
        var end = word.IndexOf(' ');
        return TryFindKey(end < 0 ? word : word[..end], out level);
    }

    static bool LooksLikeTime(ReadOnlySpan<char> word) =>
        word.Length >= 8 && char.IsAsciiDigit(word[0]) && word.ContainsAny(':', '-', '/') && !word.ContainsAnyExcept("0123456789:-/.,TZ+ ");

    // Dates, numbers, ids, key=value pairs, and the single letter of Ruby's logger.
    static bool LooksLikeHeader(ReadOnlySpan<char> word) => LooksLikeTime(word) || word is [_, ','] || word.ContainsAnyInRange('0', '9') || word.Contains('=') || word is "UTC" or "GMT" or "AM" or "PM";

    // The first words of a crash report.
    static bool IsFailure(ReadOnlySpan<char> head)
    {
        if (head.StartsWith("Traceback (most recent call last)") || head.StartsWith("Unhandled exception", StringComparison.OrdinalIgnoreCase) || head.StartsWith("Exception in thread")) return true;
        if (head.StartsWith("thread '") && head.Contains("' panicked at ", StringComparison.Ordinal)) return true;
        var colon = head.IndexOf(':');
        var first = colon < 0 ? head.Trim() : head[..colon];
        return !first.ContainsAny(' ', '\t') && (first.EndsWith("Exception") || first.EndsWith("Error"));
    }
}
