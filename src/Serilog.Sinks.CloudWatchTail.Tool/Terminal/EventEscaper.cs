using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Makes of an event one that a terminal may be shown: in the reader's time zone, and with nothing in it that a terminal obeys.
// utc: Whether times are shown in UTC rather than in local time.
// splitLines: Whether the further lines of a plain text may stand where exceptions do, below the first.
sealed class EventEscaper(bool utc, bool splitLines)
{
    // Serilog's themes take a line that begins so for a detail, and no event can be mistaken for one.
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

        var properties = logEvent.Properties.Select(p => new LogEventProperty(ControlCharacters.Escape(p.Key), EscapedValues.Escape(p.Value)));
        return logEvent is { TraceId: { } traceId, SpanId: { } spanId }
            ? new LogEvent(timestamp, logEvent.Level, Escape(exception), Escape(template), properties, traceId, spanId)
            : new LogEvent(timestamp, logEvent.Level, Escape(exception), Escape(template), properties);
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

    // A hole is left alone: its name is a word, and what it shows is a property's value.
    static MessageTemplate Escape(MessageTemplate template) =>
        ControlCharacters.AnyIn(template.Text)
            ? new MessageTemplate(template.Tokens.Select(token => token is TextToken text ? new TextToken(ControlCharacters.Escape(text.Text)) : token))
            : template;

    static MessageTemplate TextOf(string text) => new([new TextToken(text)]);
}
