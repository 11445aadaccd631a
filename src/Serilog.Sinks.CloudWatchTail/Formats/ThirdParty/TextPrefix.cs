using System.Text;
using System.Text.RegularExpressions;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>What stands in front of a JSON object in a line of output.</summary>
/// <param name="Length">How many characters it has, the space behind it included.</param>
readonly partial record struct TextPrefix(int Length, DateTimeOffset? Timestamp, LogEventLevel? Level)
{
    const int Longest = 256;

    /// <summary>Finds a prefix of a known kind, with a JSON object behind it.</summary>
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

    // containerd's lines; docker compose; syslog with a priority; syslog of a daemon or journalctl.
    [GeneratedRegex(@"^(\S+ (stdout|stderr) [FP](:\S*)? |[\w.-]+ +\| +|<\d{1,3}>.*|([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-][\d:]+)) \S+ [^\s:]+: (@cee: ?)?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Known();
}
