namespace Serilog.Sinks.CloudWatchTail.Formatting.Reading;

/// <summary>Finds type and message in the text of an exception: <c>Type.Name: message</c>, then inner exceptions and the stack trace.</summary>
static class ExceptionText
{
    public static RecordedException Read(string text)
    {
        var firstLine = text.AsSpan();
        var lineEnd = firstLine.IndexOfAny('\r', '\n');
        if (lineEnd >= 0) firstLine = firstLine[..lineEnd];
        var colon = firstLine.IndexOf(": ");
        var typeName = colon < 0 ? firstLine : firstLine[..colon];
        if (!IsTypeName(typeName)) return new("", firstLine.ToString(), text);
        return new(typeName.ToString(), colon < 0 ? "" : MessageOf(text.AsSpan(colon + 2)).ToString(), text);
    }

    /// <summary>A message may have several lines; what follows it begins in a way that a message hardly has.</summary>
    static ReadOnlySpan<char> MessageOf(ReadOnlySpan<char> text)
    {
        foreach (var next in (ReadOnlySpan<string>)["\n   at ", "\r\n   at ", "\n ---> ", "\r\n ---> ", " ---> "])
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
