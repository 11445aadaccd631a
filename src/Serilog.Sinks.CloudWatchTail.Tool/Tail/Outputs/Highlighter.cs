using System.Text;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Outputs;

// Shows matches in reverse video, whatever their colours. The pattern may change at any time.
sealed partial class Highlighter(bool isPossible)
{
    const string Reverse = "\u001b[7m";
    const string Straight = "\u001b[27m";

    Regex? _pattern;

    // The highlighted pattern; null for none.
    public Regex? Pattern
    {
        get => Volatile.Read(ref _pattern);
        set => Volatile.Write(ref _pattern, isPossible ? value : null);
    }

    public string Apply(string text)
    {
        if (Pattern is not { } pattern) return text;
        try
        {
            return Apply(text, pattern);
        }
        catch (RegexMatchTimeoutException)
        {
            return text;
        }
    }

    static string Apply(string text, Regex pattern)
    {
        // Searches the visible text, and then puts the colours back in place.
        var colors = Color().Matches(text);
        var seen = colors.Count == 0 ? text : Color().Replace(text, "");
        var marked = new bool[seen.Length + 1];
        foreach (Match match in pattern.Matches(seen)) marked.AsSpan(match.Index, match.Length).Fill(true);
        if (!marked.Contains(true)) return text;

        var result = new StringBuilder(text.Length + 32);
        var (next, at, isMarked) = (0, 0, false);
        for (var i = 0; i < seen.Length; i++)
        {
            var hadColor = false;
            for (; next < colors.Count && colors[next].Index == at; next++, hadColor = true)
            {
                result.Append(colors[next].Value);
                at += colors[next].Length;
            }

            var marks = marked[i] && seen[i] is not '\n';
            if (marks && (!isMarked || hadColor)) result.Append(Reverse);
            else if (!marks && isMarked) result.Append(Straight);
            isMarked = marks;
            result.Append(seen[i]);
            at++;
        }

        if (isMarked) result.Append(Straight);
        return result.Append(text, at, text.Length - at).ToString();
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Color();
}
