using System.Text;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Escapes control characters in the output of sinks from a configuration file, except the colours that their themes write. A message can colour its
// own text, but do nothing else.
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
