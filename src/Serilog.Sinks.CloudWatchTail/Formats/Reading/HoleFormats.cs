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
        Dictionary<string, List<string>>? recorded = null;
        foreach (var format in _holes)
        {
            var hole = format.Hole;
            if (!logEvent.Properties.TryGetValue(hole.PropertyName, out var value) || !format.IsRefusedBy(value)) continue;
            if (value is RenderedSequenceValue sequence && sequence.Renderings.TryFind(hole.Format!, out _))
            {
                recorded ??= [];
                if (!recorded.TryGetValue(hole.PropertyName, out var formats)) recorded.Add(hole.PropertyName, formats = []);
                formats.Add(hole.Format!);
            }
            else
            {
                (refused ??= new(ReferenceEqualityComparer.Instance)).Add(hole);
            }
        }

        if (recorded != null) KeepRenderings(logEvent, recorded);
        return refused == null ? logEvent : HoleLimit.WithTemplate(logEvent, HoleLimit.Replace(logEvent.MessageTemplate, hole => refused.Contains(hole) ? HoleLimit.WithoutFormat(hole) : hole));
    }

    // The holes keep their formats, because each has its own recorded rendering of the sequence. Sinks that go through the elements do not ask for it:
    // the elements take the formats and render plainly.
    static void KeepRenderings(LogEvent logEvent, Dictionary<string, List<string>> formats)
    {
        foreach (var (name, refused) in formats)
        {
            var sequence = (RenderedSequenceValue)logEvent.Properties[name];
            logEvent.AddOrUpdateProperty(new(name, new RenderedSequenceValue(PlainScalarValue.AllOf(sequence.Elements, refused), sequence.Renderings)));
        }
    }
}
