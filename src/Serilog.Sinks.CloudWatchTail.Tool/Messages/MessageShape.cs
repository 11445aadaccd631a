using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tool.Messages;

// What messages of one kind have in common: their template or, where they have none, the first line of the text with # in place of each word that has a digit.
static partial class MessageShape
{
    const int LongestText = 200;

    public static string Of(LogEvent logEvent)
    {
        var template = logEvent.MessageTemplate;
        return Cut(template.Tokens.Any(static t => t is PropertyToken) ? template.Text : Of(logEvent.RenderMessage()));
    }

    public static string Of(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return WordWithDigit().Replace(Cut(end < 0 ? text : text[..end]), "#");
    }

    static string Cut(string text) => text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…";

    // Numbers, times, ids, addresses and versions.
    [GeneratedRegex(@"(?<![\w])[\w]*\d[\w]*(?:[-.:,/+][\w]*\d[\w]*)*", RegexOptions.CultureInvariant)]
    private static partial Regex WordWithDigit();
}
