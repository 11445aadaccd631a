using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.Expressions;

// Finds formats of ToString that could demand gigabytes: X999999999 is a number of a billion digits.
static partial class ExpressionFormats
{
    const string Function = "ToString";
    const int LengthLimit = 50;

    public static ExpressionError? FindExcess(string text)
    {
        foreach (var (at, _) in ExpressionText.OutsideQuotes(text))
        {
            if (!ExpressionText.IsWordAt(text, at, Function) || FormatAfter(text, at + Function.Length) is not { } format) continue;
            var literal = text[format].Trim();
            var start = format.Start.Value + text[format].Length - text[format].TrimStart().Length;
            if (!Literal().IsMatch(literal)) return new("The format of ToString must be a quoted literal.", start);
            if (literal.Length > LengthLimit || Digits().IsMatch(literal)) return new("The format of ToString demands more than 99 digits.", start);
        }

        return null;
    }

    // Where the second argument of a call is; null if there is none.
    static Range? FormatAfter(string text, int index)
    {
        var (depth, comma) = (0, -1);
        foreach (var (at, character) in ExpressionText.OutsideQuotes(text))
        {
            if (at < index) continue;
            if (depth == 0 && character != '(' && !char.IsWhiteSpace(character)) return null;
            if (character is '(' or '[' or '{') depth++;
            else if (character is ')' or ']' or '}') depth--;
            else if (character == ',' && depth == 1 && comma < 0) comma = at;
            if (depth == 0 && character == ')') return comma < 0 ? null : (comma + 1)..at;
        }

        return comma < 0 ? null : (comma + 1)..;
    }

    [GeneratedRegex(@"^'(?:[^']|'')*'\z", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^'[A-Za-z]\d{3,}'\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
