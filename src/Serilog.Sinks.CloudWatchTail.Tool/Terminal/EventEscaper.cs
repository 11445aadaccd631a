using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Makes an event safe to show on a terminal: escapes control characters and converts the time to UTC or local time. With splitLines, the further
// lines of a plain text are shown where exceptions are, below the first.
sealed class EventEscaper(bool utc, bool splitLines)
{
    // Serilog's themes treat a line that starts like this as detail, so no event can be mistaken for one.
    const string Indentation = "    ";

    public LogEvent Escape(LogEvent logEvent)
    {
        var timestamp = utc ? logEvent.Timestamp.ToUniversalTime() : logEvent.Timestamp.ToLocalTime();
        var template = logEvent.MessageTemplate;
        var exception = logEvent.Exception;
        if (splitLines && exception is null && FurtherLinesOf(template) is var (first, further))
        {
            template = TextOf(first);
            exception = new EscapedException(further);
        }

        var properties = logEvent.Properties.Select(p => new LogEventProperty(ControlCharacters.Escape(p.Key), Escape(p.Key, p.Value, template)));
        return logEvent is { TraceId: { } traceId, SpanId: { } spanId }
            ? new LogEvent(timestamp, logEvent.Level, Escape(exception), Escape(template), properties, traceId, spanId)
            : new LogEvent(timestamp, logEvent.Level, Escape(exception), Escape(template), properties);
    }

    static LogEventPropertyValue Escape(string name, LogEventPropertyValue value, MessageTemplate template)
    {
        var escaped = EscapedValues.Escape(value);
        foreach (var token in template.Tokens)
        {
            if (token is PropertyToken { Format: { } format } hole && hole.PropertyName == name) escaped = EscapedValues.EscapeRendering(escaped, format);
        }

        return escaped;
    }

    static (string First, string Further)? FurtherLinesOf(MessageTemplate template)
    {
        if (template.Tokens.Take(2).ToArray() is not [TextToken { Text: var text }]) return null;
        var end = text.IndexOf('\n');
        if (end < 0) return null;
        var further = text[(end + 1)..].TrimEnd('\r', '\n').ReplaceLineEndings("\n" + Indentation);
        return (text[..end].TrimEnd('\r'), Indentation + further);
    }

    static Exception? Escape(Exception? exception)
    {
        if (exception is null) return null;
        var text = exception.ToString();
        var escaped = ControlCharacters.EscapeLines(text);
        return ReferenceEquals(text, escaped) ? exception : new EscapedException(escaped);
    }

    // Holes stay as they are: a hole's name is a word, and it shows a property's value.
    static MessageTemplate Escape(MessageTemplate template) =>
        ControlCharacters.AnyIn(template.Text)
            ? new MessageTemplate(template.Tokens.Select(token => token is TextToken text ? new TextToken(ControlCharacters.Escape(text.Text)) : token))
            : template;

    static MessageTemplate TextOf(string text) => new([new TextToken(text)]);
}
