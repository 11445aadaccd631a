using System.Globalization;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Search;

// Events and values as text, as the page shows them. What is shown is what a search finds.
static class EventText
{
    // As in the terminal: strings without quotes, structures as JSON.
    static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public static string MessageOf(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, text);
        return text.ToString();
    }

    public static string Of(ScalarValue scalar) => scalar.Value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTimeOffset or DateTime => ((IFormattable)scalar.Value).ToString("o", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString() ?? "",
    };

    // The type that the message names; null if there is no exception.
    public static string? TypeOf(Exception? exception) => exception switch
    {
        null => null,
        RecordedException recorded => recorded.TypeName,
        _ => exception.GetType().FullName,
    };
}
