using System.Globalization;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// Cuts text where a reader would: never inside a character with its accents, and never inside a surrogate pair.
static class TextClip
{
    // How far back a cut may move to keep a character whole; some have no end of accents.
    const int Slack = 32;

    // Returns how many characters to keep.
    public static int LengthOf(string text, int limit)
    {
        if (text.Length <= limit) return text.Length;
        // Looks at the elements around the limit only, from a place that is surely the start of one.
        var length = Math.Max(0, limit - 2 * Slack);
        while (length > 0 && !IsPlain(text[length])) length--;
        while (length < limit)
        {
            var element = StringInfo.GetNextTextElementLength(text.AsSpan(length, Math.Min(text.Length, limit + Slack) - length));
            if (length + element > limit) break;
            length += element;
        }

        if (length < limit - Slack) length = limit;
        return char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
    }

    static bool IsPlain(char character) => character is > ' ' and < '\u007f';
}
