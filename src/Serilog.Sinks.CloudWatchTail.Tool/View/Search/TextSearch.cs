using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Search;

// Matches events that contain a text, in any case: in the rendered message, the exception, a property or a trace id.
sealed class TextSearch(string text)
{
    public bool Matches(LogEvent logEvent)
    {
        if (IsIn(EventText.MessageOf(logEvent))) return true;
        if (logEvent.Exception is { } exception && IsIn(exception.ToString())) return true;
        foreach (var (_, value) in logEvent.Properties)
            if (IsIn(value)) return true;
        return (logEvent.TraceId is { } trace && IsIn(trace.ToHexString())) || (logEvent.SpanId is { } span && IsIn(span.ToHexString()));
    }

    bool IsIn(LogEventPropertyValue value) => value switch
    {
        SequenceValue sequence => sequence.Elements.Any(IsIn),
        StructureValue structure => structure.Properties.Any(property => IsIn(property.Value)),
        DictionaryValue dictionary => dictionary.Elements.Any(element => IsIn(element.Key) || IsIn(element.Value)),
        ScalarValue scalar => IsIn(EventText.Of(scalar)),
        _ => false,
    };

    bool IsIn(string whole) => whole.Contains(text, StringComparison.OrdinalIgnoreCase);
}
