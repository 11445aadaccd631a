using System.Text;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Escapes what a terminal would obey in the output of sinks that a configuration file chose, and lets through what their themes write: colours.
// A message can colour itself there, and no more.
static partial class SgrFilter
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var end = 0;
        foreach (var match in Color().EnumerateMatches(text))
        {
            escaped.Append(ControlCharacters.EscapeLines(text[end..match.Index])).Append(text, match.Index, match.Length);
            end = match.Index + match.Length;
        }

        return end == 0 ? ControlCharacters.EscapeLines(text) : escaped.Append(ControlCharacters.EscapeLines(text[end..])).ToString();
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Color();
}
