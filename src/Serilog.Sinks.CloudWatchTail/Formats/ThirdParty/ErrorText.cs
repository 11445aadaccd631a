namespace Serilog.Sinks.CloudWatchTail.Formats.ThirdParty;

// Composes the text of an exception so that type, message and stack each occur once.
static class ErrorText
{
    public static string Compose(string? type, string? message, string stack)
    {
        var head = HeadOf(stack);
        var hasType = string.IsNullOrEmpty(type) || head.Contains(type, StringComparison.Ordinal);
        var hasMessage = string.IsNullOrWhiteSpace(message) || head.Contains(message.Trim(), StringComparison.Ordinal) || stack.Contains(message.Trim() + "\n", StringComparison.Ordinal);
        if (hasType && hasMessage) return stack;
        if (hasMessage) return message?.Trim() is { Length: > 0 } text && head.TrimStart().StartsWith(text, StringComparison.Ordinal) ? $"{type}: {stack}" : $"{type}\n{stack}";
        if (!hasType) return $"{type}: {message}\n{stack}";

        // A first line with only the type lacks the message.
        var lineEnd = stack.IndexOf('\n');
        var first = (lineEnd < 0 ? stack : stack[..lineEnd]).TrimEnd('\r', ' ', ':');
        if (type?.Length > 0 && first.EndsWith(type, StringComparison.Ordinal)) return $"{first}: {message}{(lineEnd < 0 ? "" : stack[lineEnd..])}";
        return string.IsNullOrEmpty(type) ? $"{message}\n{stack}" : $"{type}: {message}\n{stack}";
    }

    // Returns the text before the first frame, or after the last one in Python's tracebacks, where the newest frame comes last.
    static string HeadOf(string stack)
    {
        var start = 0;
        var head = "";
        while (start < stack.Length)
        {
            var end = stack.IndexOf('\n', start);
            var line = end < 0 ? stack.AsSpan(start) : stack.AsSpan(start, end - start);
            if (IsFrame(line)) break;
            start = end < 0 ? stack.Length : end + 1;
            head = stack[..start];
        }

        if (start < stack.Length && (head.Length == 0 || head.StartsWith("Traceback", StringComparison.Ordinal)))
        {
            var last = stack.AsSpan().TrimEnd("\r\n");
            var lastLine = last[(last.LastIndexOf('\n') + 1)..];
            if (lastLine.Length > 0 && !char.IsWhiteSpace(lastLine[0]) && !IsFrame(lastLine)) head += lastLine.ToString();
        }

        return head;
    }

    static bool IsFrame(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        return text.StartsWith("at ") || text.StartsWith("File \"") || text.StartsWith("#0 ") || text.StartsWith("goroutine ") || text.StartsWith("from ")
            || (line.Length > 0 && char.IsWhiteSpace(line[0]) && text.StartsWith("/"));
    }
}
