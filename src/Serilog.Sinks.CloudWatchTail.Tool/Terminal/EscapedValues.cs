using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Escapes property values and the names inside them; a value that needs no escape stays the same object.
static class EscapedValues
{
    public static LogEventPropertyValue Escape(LogEventPropertyValue value) => NeedsEscape(value) ? EscapeParts(value) : value;

    // A value may bring what its formats made of it where the event was written, which is shown in place of itself.
    public static LogEventPropertyValue EscapeRendering(LogEventPropertyValue value, string format)
    {
        if (value.GetType().Assembly == typeof(LogEventPropertyValue).Assembly) return value;
        var shown = value.ToString(format, CultureInfo.InvariantCulture);
        return ControlCharacters.AnyIn(shown) ? new ScalarValue(new EscapedText(ControlCharacters.Escape(shown))) : value;
    }

    static bool NeedsEscape(LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => !ReferenceEquals(Escape(scalar), scalar),
        SequenceValue sequence => sequence.Elements.Any(NeedsEscape),
        StructureValue structure => ControlCharacters.AnyIn(structure.TypeTag ?? "") || structure.Properties.Any(p => ControlCharacters.AnyIn(p.Name) || NeedsEscape(p.Value)),
        DictionaryValue dictionary => dictionary.Elements.Any(e => NeedsEscape(e.Key) || NeedsEscape(e.Value)),
        _ => true,
    };

    static LogEventPropertyValue EscapeParts(LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => Escape(scalar),
        SequenceValue sequence => new SequenceValue(sequence.Elements.Select(EscapeParts)),
        StructureValue structure => new StructureValue(
            structure.Properties.Select(p => new LogEventProperty(ControlCharacters.Escape(p.Name), EscapeParts(p.Value))),
            structure.TypeTag is null ? null : ControlCharacters.Escape(structure.TypeTag)),
        DictionaryValue dictionary => new DictionaryValue(
            dictionary.Elements.Select(e => new KeyValuePair<ScalarValue, LogEventPropertyValue>(Escape(e.Key), EscapeParts(e.Value)))),
        _ => new ScalarValue(new EscapedText(ControlCharacters.Escape(value.ToString()))),
    };

    static ScalarValue Escape(ScalarValue scalar)
    {
        switch (scalar.Value)
        {
            case null or bool or int or long or ulong or double or float or decimal or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid:
                return scalar;
            case string text:
                return ControlCharacters.AnyIn(text) ? new ScalarValue(ControlCharacters.Escape(text)) : scalar;
            default:
                // A value of any other type is shown by its ToString.
                var shown = scalar.Value.ToString() ?? "";
                return ControlCharacters.AnyIn(shown) ? new ScalarValue(new EscapedText(ControlCharacters.Escape(shown))) : scalar;
        }
    }

}
