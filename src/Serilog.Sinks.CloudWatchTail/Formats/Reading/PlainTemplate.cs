using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// The template for a message without one: its text is the message with doubled braces, so that it renders as the message.
static class PlainTemplate
{
    public static MessageTemplate Create(string text)
    {
        if (text.Length == 0) return MessageTemplate.Empty;
        var escaped = text.AsSpan().ContainsAny('{', '}') ? text.Replace("{", "{{").Replace("}", "}}") : text;
        return new(escaped, [new TextToken(text)]);
    }
}
