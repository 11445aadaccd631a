using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Finds the type and message in the text of an exception: "Type.Name: message", followed by inner exceptions and the stack trace. In Python's
// tracebacks they are at the end.
static class ExceptionText
{
    // What follows the message in exceptions of .NET, Java and JavaScript. A message may have several lines, but hardly ones like these.
    static readonly string[] EndsMessage = ["\n   at ", "\r\n   at ", "\n ---> ", "\r\n ---> ", " ---> ", "\n\tat ", "\n    at ", "\nCaused by: "];

    public static RecordedException Read(string text)
    {
        var start = text.StartsWith("Traceback (most recent call last)", StringComparison.Ordinal) ? StartOfLastLine(text) : 0;
        var firstLine = LineAt(text, start);
        var colon = firstLine.IndexOf(": ");
        var typeName = colon < 0 ? firstLine : firstLine[..colon];
        if (!IsTypeName(typeName)) return new("", firstLine.ToString(), text);
        return new(typeName.ToString(), colon < 0 ? "" : MessageOf(text.AsSpan(start + colon + 2)).ToString(), text);
    }

    // Whether a text is an exception's: its first line names a type, or it contains a stack trace.
    public static bool LooksLikeOne(string text)
    {
        if (text.StartsWith("Traceback (most recent call last)", StringComparison.Ordinal)) return true;
        var firstLine = LineAt(text, 0);
        var colon = firstLine.IndexOf(':');
        var typeName = colon < 0 ? firstLine : firstLine[..colon];
        if (!IsTypeName(typeName)) return false;
        return typeName.EndsWith("Exception") || typeName.EndsWith("Error") || text.Contains("\n   at ", StringComparison.Ordinal) || text.Contains("\n\tat ", StringComparison.Ordinal);
    }

    // Reads a possible stack trace without a first line, which then has no type either.
    public static RecordedException ReadStack(string stack) =>
        LineAt(stack, 0).Contains(": ", StringComparison.Ordinal) || stack.StartsWith("Traceback", StringComparison.Ordinal) ? Read(stack) : new("", "", stack);

    static ReadOnlySpan<char> LineAt(string text, int start)
    {
        var line = text.AsSpan(start);
        var end = line.IndexOfAny('\r', '\n');
        return end < 0 ? line : line[..end];
    }

    static int StartOfLastLine(string text) => text.AsSpan().TrimEnd("\r\n").LastIndexOf('\n') + 1;

    static ReadOnlySpan<char> MessageOf(ReadOnlySpan<char> text)
    {
        foreach (var next in EndsMessage)
        {
            var found = text.IndexOf(next);
            if (found >= 0) text = text[..found];
        }

        return text;
    }

    static bool IsTypeName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsAsciiDigit(text[0])) return false;
        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character) && !".+_`[],<>$-".Contains(character)) return false;
        }

        return true;
    }
}
