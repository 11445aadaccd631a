using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

/// <summary>A filter pattern.</summary>
abstract class FilterPattern
{
    public static bool TryParse(string text, [NotNullWhen(true)] out FilterPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        pattern = new TermPattern(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => Encoding.UTF8.GetBytes(t.Trim('"'))).ToArray());
        return true;
    }

    /// <summary>Whether a message, in UTF-8, matches.</summary>
    public abstract bool Matches(byte[] message);

    sealed class TermPattern(byte[][] terms) : FilterPattern
    {
        public override bool Matches(byte[] message)
        {
            foreach (var term in terms)
            {
                if (message.AsSpan().IndexOf(term) < 0) return false;
            }

            return true;
        }
    }
}
