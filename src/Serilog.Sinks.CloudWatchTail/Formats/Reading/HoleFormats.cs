using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// The holes of one template that have a format. A format that a value refuses throws in whatever renders the event, and a sink would lose it: the
// hole shows the plain value then. Not thread-safe.
sealed class HoleFormats
{
    readonly HoleFormat[] _holes;

    HoleFormats(HoleFormat[] holes) => _holes = holes;

    // Null for a template without formats.
    public static HoleFormats? Of(MessageTemplate template)
    {
        List<HoleFormat>? holes = null;
        foreach (var token in TemplateTokens.Of(template))
        {
            if (token is PropertyToken { Format: { Length: > 0 } } hole) (holes ??= []).Add(new(hole));
        }

        return holes == null ? null : new([.. holes]);
    }

    // Whether the properties, each of another name, take all formats, as far as that can be told quickly.
    public bool AreTakenBy(ReadOnlySpan<(string Name, LogEventPropertyValue Value)> properties)
    {
        foreach (var format in _holes)
        {
            if (!format.TryFind(properties, out var value) || format.IsRefusedBy(value)) return false;
        }

        return true;
    }

    // The event itself if its values take all formats of its template, which these must be; otherwise a copy that can be rendered.
    public LogEvent Bound(LogEvent logEvent)
    {
        HashSet<PropertyToken>? refused = null;
        foreach (var format in _holes)
        {
            if (!logEvent.Properties.TryGetValue(format.Hole.PropertyName, out var value) || !format.IsRefusedBy(value)) continue;
            (refused ??= new(ReferenceEqualityComparer.Instance)).Add(format.Hole);
            KeepRendering(format.Hole, value);
        }

        return refused == null ? logEvent : HoleLimit.WithTemplate(logEvent, HoleLimit.Replace(logEvent.MessageTemplate, hole => refused.Contains(hole) ? HoleLimit.WithoutFormat(hole) : hole));
    }

    // A sequence's own rendering was recorded under the format that the hole loses; sinks that go through its elements do not ask for it.
    static void KeepRendering(PropertyToken hole, LogEventPropertyValue value)
    {
        if (value is IRecordedRenderings recorded && recorded.Renderings.TryFind(hole.Format!, out var text)) recorded.Renderings.Add(HoleLimit.PlainFormat, null, text!);
    }
}
