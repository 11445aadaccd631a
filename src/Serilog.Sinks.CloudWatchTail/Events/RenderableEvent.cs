using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Events;

// An event for other sinks to render: within HoleLimit, and without the formats that its values refuse with an exception. Not for the hot path: it
// tries each format.
static class RenderableEvent
{
    public static LogEvent Of(LogEvent logEvent)
    {
        var bounded = HoleLimit.Bound(logEvent);
        return TemplateTokens.Of(bounded.MessageTemplate).Any(IsRefused)
            ? HoleLimit.WithTemplate(bounded, HoleLimit.Replace(bounded.MessageTemplate, hole => IsRefused(hole) ? HoleLimit.WithoutFormat(hole) : hole))
            : bounded;

        bool IsRefused(MessageTemplateToken token) =>
            token is PropertyToken { Format: { Length: > 0 } format } hole && bounded.Properties.TryGetValue(hole.PropertyName, out var value) && Refuses(value, format);
    }

    static bool Refuses(LogEventPropertyValue value, string format)
    {
        try
        {
            value.Render(TextWriter.Null, format, CultureInfo.InvariantCulture);
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }
}
