using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Walks a pattern's text. A failed read either leaves the position unchanged or fails the whole pattern.
sealed class PatternReader(string text)
{
    int _position;
    int _regexes;

    // The current position; callers may reset it to an earlier one.
    public int Position
    {
        get => _position;
        set => _position = value;
    }

    public bool AtEnd => _position == text.Length;

    public char Current => AtEnd ? '\0' : text[_position];

    public void SkipBlanks()
    {
        while (!AtEnd && char.IsWhiteSpace(text[_position])) _position++;
    }

    // Takes exactly this text.
    public bool Take(string token)
    {
        if (string.CompareOrdinal(text, _position, token, 0, token.Length) != 0) return false;
        _position += token.Length;
        return true;
    }

    // Takes this word in any case, if no word character follows.
    public bool TakeKeyword(string keyword)
    {
        var end = _position + keyword.Length;
        if (string.Compare(text, _position, keyword, 0, keyword.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (end < text.Length && IsWord(text[end])))
        {
            return false;
        }

        _position = end;
        return true;
    }

    // Takes the characters for which belongs is true; fails if there are none.
    public bool TakeWhile(Func<char, bool> belongs, [NotNullWhen(true)] out string? taken)
    {
        var start = _position;
        while (!AtEnd && belongs(text[_position])) _position++;
        taken = _position > start ? text[start.._position] : null;
        return taken is not null;
    }

    // Takes a quoted text, in which a backslash escapes a quote or a backslash.
    public bool TakeQuoted(char quote, [NotNullWhen(true)] out string? content)
    {
        content = null;
        if (Current != quote) return false;
        var result = new StringBuilder();
        for (var i = _position + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                _position = i + 1;
                content = result.ToString();
                return true;
            }

            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] == quote || text[i + 1] == '\\')) i++;
            result.Append(text[i]);
        }

        return false;
    }

    // Takes a regular expression between percent signs, if the pattern may have another one.
    public bool TakeRegex([NotNullWhen(true)] out FilterRegex? regex)
    {
        regex = null;
        if (Current != '%') return false;
        var end = text.IndexOf('%', _position + 1);
        if (end < 0 || ++_regexes > FilterPattern.RegexLimit) return false;
        regex = FilterRegex.TryCreate(text[(_position + 1)..end]);
        if (regex is null) return false;
        _position = end + 1;
        return true;
    }

    // Characters that need no quotes in a term or a name.
    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // Characters that need no quotes in a value.
    public static bool IsBare(char c) => IsWord(c) || c is '.' or '*' or '+' or '-';
}
