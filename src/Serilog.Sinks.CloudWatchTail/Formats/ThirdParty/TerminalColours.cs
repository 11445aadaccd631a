namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

/// <summary>
/// The escape sequences by which loggers colour what they take for a terminal's: an escape, a bracket, numbers, and a letter. They stand before, in
/// and behind what is looked for in a line.
/// </summary>
static class TerminalColours
{
    /// <summary>No longer text is looked at.</summary>
    public const int LongestText = 160;

    const char Escape = '\u001b';

    /// <summary>The text without colours, or itself when it has none.</summary>
    /// <param name="text">At most <see cref="LongestText"/> characters.</param>
    /// <param name="room">As long as the text, for what is left of it.</param>
    public static ReadOnlySpan<char> Remove(ReadOnlySpan<char> text, Span<char> room)
    {
        if (!text.Contains(Escape)) return text;

        var length = 0;
        while (!text.IsEmpty)
        {
            var next = text.IndexOf(Escape);
            var plain = next < 0 ? text : text[..next];
            plain.CopyTo(room[length..]);
            length += plain.Length;
            text = next < 0 ? default : text[(next + LengthOfSequence(text[next..]))..];
        }

        return room[..length];
    }

    static int LengthOfSequence(ReadOnlySpan<char> text)
    {
        if (text is not [_, '[', ..]) return 1;
        var end = text[2..].IndexOfAnyInRange('@', '~');
        return end < 0 ? text.Length : end + 3;
    }
}
