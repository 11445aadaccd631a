using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tool.Terminal;

// Escapes property values and the names inside them; a value that needs no escape stays the same object.
static class EscapedValues
{
    public static LogEventPropertyValue Escape(LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => Escape(scalar),
        SequenceValue sequence => new SequenceValue(sequence.Elements.Select(Escape)),
        StructureValue structure => new StructureValue(
            structure.Properties.Select(p => new LogEventProperty(ControlCharacters.Escape(p.Name), Escape(p.Value))),
            structure.TypeTag is null ? null : ControlCharacters.Escape(structure.TypeTag)),
        DictionaryValue dictionary => new DictionaryValue(
            dictionary.Elements.Select(e => new KeyValuePair<ScalarValue, LogEventPropertyValue>(Escape(e.Key), Escape(e.Value)))),
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
