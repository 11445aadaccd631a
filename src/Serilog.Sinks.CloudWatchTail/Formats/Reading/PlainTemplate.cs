using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

/// <summary>The template of a message that was not made from one: it renders as the message, and says so with its braces doubled.</summary>
static class PlainTemplate
{
    public static MessageTemplate Create(string text)
    {
        if (text.Length == 0) return MessageTemplate.Empty;
        var escaped = text.AsSpan().ContainsAny('{', '}') ? text.Replace("{", "{{").Replace("}", "}}") : text;
        return new(escaped, [new TextToken(text)]);
    }
}
