using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// One term: a text or a regular expression that occurs anywhere in a message.
sealed class Term(byte[]? bytes, FilterRegex? regex)
{
    public static Term OfText(string text) => new(Encoding.UTF8.GetBytes(text), null);

    public static Term OfRegex(FilterRegex regex) => new(null, regex);

    public bool IsIn(byte[] message) =>
        bytes is not null ? message.AsSpan().IndexOf(bytes) >= 0 : regex!.IsMatch(Encoding.UTF8.GetString(message));
}
