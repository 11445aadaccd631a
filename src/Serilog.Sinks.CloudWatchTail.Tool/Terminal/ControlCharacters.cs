using System.Buffers;
using System.Globalization;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Makes characters visible that would control a terminal: the author of a log message must not be able to move the reader's cursor, hide lines, set
// the window's title or send keys. Only the theme sets colours.
static class ControlCharacters
{
    // C0, DEL, C1, the line and paragraph separators, and characters that change the direction of text.
    static readonly SearchValues<char> Harmful = SearchValues.Create(
        [.. Range(0x00, 0x1F), .. Range(0x7F, 0x9F), '\u2028', '\u2029', .. Range(0x202A, 0x202E), .. Range(0x2066, 0x2069)]);

    static readonly SearchValues<char> HarmfulInLines = SearchValues.Create(
        [.. Range(0x00, 0x08), .. Range(0x0B, 0x1F), .. Range(0x7F, 0x9F), '\u2028', '\u2029', .. Range(0x202A, 0x202E), .. Range(0x2066, 0x2069)]);

    public static bool AnyIn(ReadOnlySpan<char> text) => text.ContainsAny(Harmful);

    // Returns the text on one line, with control characters as \n, \t, \u001b; the same string if it has none.
    public static string Escape(string text) => AnyIn(text) ? Escape(text, Harmful, lineBreaks: false) : text;

    // The same for text of several lines: line breaks and tabs stay.
    public static string EscapeLines(string text) => text.AsSpan().ContainsAny(HarmfulInLines) ? Escape(text, HarmfulInLines, lineBreaks: true) : text;

    // Returns equivalent JSON: such characters occur only in its strings, where an escape means the same.
    public static string EscapeJson(string json) => json.AsSpan().ContainsAny(HarmfulInLines) ? Escape(json, HarmfulInLines, lineBreaks: true) : json;

    static string Escape(string text, SearchValues<char> harmful, bool lineBreaks)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny(harmful); next >= 0; next = rest.IndexOfAny(harmful))
        {
            escaped.Append(rest[..next]);
            // A Windows line break stays a line break.
            var isLineBreak = lineBreaks && rest[next] == '\r' && next + 1 < rest.Length && rest[next + 1] == '\n';
            if (!isLineBreak) Append(escaped, rest[next]);
            rest = rest[(next + 1)..];
        }

        return escaped.Append(rest).ToString();
    }

    static void Append(StringBuilder escaped, char character)
    {
        switch (character)
        {
            case '\n': escaped.Append(@"\n"); break;
            case '\r': escaped.Append(@"\r"); break;
            case '\t': escaped.Append(@"\t"); break;
            default: escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"); break;
        }
    }

    static char[] Range(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(c => (char)c)];
}
