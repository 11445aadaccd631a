using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// Attaches recorded renderings to a value.
static class RenderingWrapper
{
    public static LogEventPropertyValue Wrap(LogEventPropertyValue value, RecordedRenderings? renderings) => (renderings, value) switch
    {
        (null, _) => value,
        (_, ScalarValue scalar) => new RenderedScalarValue(scalar.Value, renderings),
        (_, SequenceValue sequence) => new RenderedSequenceValue(sequence.Elements, renderings),
        (_, StructureValue structure) => new RenderedStructureValue(structure.Properties, structure.TypeTag, renderings),
        (_, DictionaryValue dictionary) => new RenderedDictionaryValue(dictionary.Elements, renderings),
        _ => value
    };
}
