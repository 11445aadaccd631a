namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Removes the escape sequences with which loggers colour their output on a terminal: an escape, a bracket, numbers, and a letter. They may occur
// anywhere in the part of a line that is searched.
static class TerminalColours
{
    // The longest text that is examined.
    public const int LongestText = 160;

    const char Escape = '\u001b';

    // Returns the text without colours, or the text itself if it has none. text has at most LongestText characters, and room is as long as the text.
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
