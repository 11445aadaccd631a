using System.Text;
using System.Text.RegularExpressions;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// The text before a JSON object in a line of output. Length counts its characters, including the space after it.
readonly partial record struct TextPrefix(int Length, DateTimeOffset? Timestamp, LogEventLevel? Level)
{
    const int Longest = 256;

    // Finds a known prefix that is followed by a JSON object.
    public static bool TryFind(string text, out TextPrefix prefix)
    {
        prefix = default;
        var brace = text.IndexOf('{', 0, Math.Min(text.Length, Longest));
        if (brace <= 0) return false;
        var head = text[..brace];
        if (!Known().IsMatch(head)) return false;

        DateTimeOffset? timestamp = TextTimes.TryFind(head, out var time) ? time : null;
        LogEventLevel? level = head[0] == '<' && TextLevels.TryFind(head, out var found) ? found : null;
        prefix = new(brace, timestamp, level);
        return true;
    }

    // Lines of containerd; docker compose; syslog with a priority; syslog of a daemon or journalctl.
    [GeneratedRegex(@"^(\S+ (stdout|stderr) [FP](:\S*)? |[\w.-]+ +\| +|<\d{1,3}>.*|([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-][\d:]+)) \S+ [^\s:]+: (@cee: ?)?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Known();
}
