using System.Text.RegularExpressions;
using Serilog.Sinks.CloudWatchTail.Tool.Expressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Search;

// Tells expressions from plain text. Much plain text is a valid expression as well: order-17, a.b.c, not found. So only a comparison, a call, a built-in
// property such as @l or a quoted literal makes an expression.
static partial class QueryKind
{
    public static bool LooksLikeExpression(string text)
    {
        if (OpeningQuote().IsMatch(text)) return true;
        var outside = new string([.. ExpressionText.OutsideQuotes(text).Select(at => at.Character)]);
        return Sign().IsMatch(outside);
    }

    // A quote at the start of a word: not the one in it's.
    [GeneratedRegex(@"(?<![\w'])'", RegexOptions.CultureInvariant)]
    private static partial Regex OpeningQuote();

    [GeneratedRegex(
        @"[=<>]|(?<!\S)@\w|(?<=[(,\[])@\w|\b[A-Za-z_]\w*\(|\bis\s+(?:not\s+)?null\b|\b(?:not\s+)?in\s*\[|\b(?:not\s+)?like\s+[@\[(]",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Sign();
}
