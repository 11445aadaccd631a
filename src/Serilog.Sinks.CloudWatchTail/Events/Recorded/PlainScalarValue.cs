using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

// An element of a sequence that has recorded renderings. The types of the elements were not recorded, and those read in their place refuse some of the
// formats: with these formats the element renders as it does without any.
sealed class PlainScalarValue(object? value, IReadOnlyList<string> refused) : ScalarValue(value)
{
    // Returns the elements, those of nested sequences included, as values that take the formats.
    public static IEnumerable<LogEventPropertyValue> AllOf(IReadOnlyList<LogEventPropertyValue> elements, IReadOnlyList<string> refused) => elements.Select(element => element switch
    {
        ScalarValue scalar => new PlainScalarValue(scalar.Value, refused),
        SequenceValue sequence => new SequenceValue(AllOf(sequence.Elements, refused)),
        _ => element
    });

    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) =>
        base.Render(output, format != null && refused.Contains(format) ? null : format, formatProvider);
}
