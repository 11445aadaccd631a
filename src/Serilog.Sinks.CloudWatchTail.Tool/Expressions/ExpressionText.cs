namespace Serilog.Sinks.CloudWatchTail.Tool.Expressions;

// The text of an expression, as far as it can be understood without parsing it.
static class ExpressionText
{
    // The characters that are not in a quoted literal, nor its quotes.
    public static IEnumerable<(int Index, char Character)> OutsideQuotes(string text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'') quoted = !quoted;
            else if (!quoted) yield return (i, text[i]);
        }
    }

    // Whether this word, in any case, begins here and ends where it ends.
    public static bool IsWordAt(string text, int index, string word) =>
        string.Compare(text, index, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (index == 0 || !IsInWord(text[index - 1]))
        && (index + word.Length >= text.Length || !IsInWord(text[index + word.Length]));

    public static bool IsInWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';
}
