using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// A regular expression in the service's small dialect: letters, digits, blanks and : _ # = @ / ; , -; the operators ^ $ ? [ ] { } | \ * + .; \d \D \s
// \S \w \W \xhh; no groups, ASCII only. It is translated rather than passed on, because the framework's dialect gives the same characters other
// meanings, and it runs without backtracking, because patterns come from clients.
sealed class FilterRegex
{
    const string Symbols = ":_#=@/;,- ";
    const string Operators = "^$?[]{}|\\*+.";

    readonly Regex _regex;

    FilterRegex(Regex regex) => _regex = regex;

    public bool IsMatch(string text) => _regex.IsMatch(text);

    // Translates an expression; returns null if it is invalid.
    public static FilterRegex? TryCreate(string expression)
    {
        if (expression.Length == 0 || Translate(expression) is not { } translated) return null;
        try
        {
            return new(new(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // A quantifier after nothing, a reversed range, or an excessive size.
            return null;
        }
    }

    static string? Translate(string expression)
    {
        var result = new StringBuilder(expression.Length + 16);
        for (var i = 0; i < expression.Length; i++)
        {
            switch (expression[i])
            {
                case '^': result.Append(@"\A"); break;
                case '$': result.Append(@"\z"); break;
                case '.' or '*' or '+' or '?' or '|': result.Append(expression[i]); break;
                case '[':
                    if (!TranslateClass(expression, ref i, result)) return null;
                    break;
                case '{':
                    if (!TranslateRepetition(expression, ref i, result)) return null;
                    break;
                case '\\':
                    if (Escape(expression, ref i) is not { } escaped) return null;
                    result.Append(escaped.Length == 1 ? Literal(escaped[0]) : $"[{escaped}]");
                    break;
                default:
                    if (!IsAllowed(expression[i])) return null;
                    result.Append(Literal(expression[i]));
                    break;
            }
        }

        return result.ToString();
    }

    static bool TranslateClass(string expression, ref int i, StringBuilder result)
    {
        result.Append('[');
        i++;
        if (i < expression.Length && expression[i] == '^')
        {
            result.Append('^');
            i++;
        }

        var empty = true;
        for (; i < expression.Length; i++)
        {
            var c = expression[i];
            if (c == ']' && !empty)
            {
                result.Append(']');
                return true;
            }

            empty = false;
            if (c == '\\')
            {
                if (Escape(expression, ref i) is not { } escaped) return false;
                result.Append(escaped.Length == 1 ? Literal(escaped[0]) : escaped);
            }
            else if (c == '-' && i + 1 < expression.Length && expression[i + 1] != ']' && result[^1] is not '[' and not '^')
            {
                result.Append('-');
            }
            else if (IsAllowed(c) || Operators.Contains(c))
            {
                result.Append(Literal(c));
            }
            else
            {
                return false;
            }
        }

        return false;
    }

    // {m}, {m,n}, {m,} or {,n}, blanks allowed; the framework does not support the last.
    static bool TranslateRepetition(string expression, ref int i, StringBuilder result)
    {
        var end = expression.IndexOf('}', i);
        if (end < 0) return false;
        var bounds = expression[(i + 1)..end].Split(',', StringSplitOptions.TrimEntries);
        if (bounds.Length > 2 || bounds.All(b => b.Length == 0) || !bounds.All(b => b.All(char.IsAsciiDigit))) return false;
        var least = bounds[0].Length == 0 ? "0" : bounds[0];
        result.Append(bounds.Length == 1 ? $"{{{least}}}" : $"{{{least},{bounds[1]}}}");
        i = end;
        return true;
    }

    // Translates an escape to one character or to the inside of a class, and moves to its last character.
    static string? Escape(string expression, ref int i)
    {
        if (++i >= expression.Length) return null;
        switch (expression[i])
        {
            case 'd': return "0-9";
            case 'D': return @"\0-/:-\uFFFF";
            case 's': return @"\t-\r ";
            case 'S': return @"\0-\b\x0E-\x1F!-\uFFFF";
            case 'w': return "a-zA-Z_0-9";
            case 'W': return @"\0-/:-@\[-\^`{-\uFFFF";
            case 'x':
                if (i + 2 >= expression.Length) return null;
                if (!byte.TryParse(expression.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return null;
                i += 2;
                return ((char)code).ToString();
            case var c when Operators.Contains(c) || (Symbols.Contains(c) && c != ' '): return c.ToString();
            default: return null;
        }
    }

    static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || Symbols.Contains(c) || c == '}' || c == ']';

    static string Literal(char c) => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $@"\x{(int)c:X2}";
}
