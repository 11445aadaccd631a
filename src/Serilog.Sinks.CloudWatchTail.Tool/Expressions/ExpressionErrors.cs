using System.Globalization;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.Expressions;

// Reads the messages of Serilog.Expressions, which name a place by line and column, by a name in backticks, or not at all.
static partial class ExpressionErrors
{
    public static ExpressionError Read(string text, string message)
    {
        if (Place().Match(message) is { Success: true } place)
            return new(Sentence(message[place.Length..]), IndexOf(text, Number(place.Groups["line"]), Number(place.Groups["column"])));
        if (message.StartsWith(Syntax, StringComparison.Ordinal)) return new(Sentence(message[Syntax.Length..]), text.Length);
        var named = Name().Match(message) is { Success: true } name ? IndexOfWord(text, name.Groups["name"].Value) : -1;
        if (named < 0 && Pattern().Match(message) is { Success: true } pattern) named = text.IndexOf($"'{pattern.Groups["pattern"].Value}'", StringComparison.Ordinal);
        return new(Sentence(message), Math.Max(0, named));
    }

    const string Syntax = "Syntax error: ";

    static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    // Lines and columns count from 1.
    static int IndexOf(string text, int line, int column)
    {
        var start = 0;
        for (; line > 1; line--) start = text.IndexOf('\n', start) + 1;
        return Math.Min(text.Length, start + column - 1);
    }

    static int IndexOfWord(string text, string word)
    {
        foreach (var (index, _) in ExpressionText.OutsideQuotes(text))
            if (ExpressionText.IsWordAt(text, index, word)) return index;
        return -1;
    }

    static string Sentence(string message) => message.Length == 0 ? "" : $"{char.ToUpperInvariant(message[0])}{message.AsSpan(1)}";

    [GeneratedRegex(@"^Syntax error \(line (?<line>\d{1,9}), column (?<column>\d{1,9})\): ", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("^Invalid pattern '(?<pattern>.*)' at offset", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
