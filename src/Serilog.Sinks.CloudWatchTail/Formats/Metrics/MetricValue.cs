using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

// Tells which values CloudWatch accepts: for a metric a number or an array of at most 100 numbers, for a dimension a text.
static class MetricValue
{
    // The embedded metric format's limit on the values in one array.
    const int MostValues = 100;

    // The longest value of a dimension, in characters.
    const int LongestDimension = 1024;

    // CloudWatch refuses values with a magnitude of more than two to the power of 360.
    static readonly double Largest = Math.Pow(2, 360);

    // Whether the property's value is suitable for a metric.
    public static bool IsMetric(in CapturedProperty property) => property.Kind switch
    {
        CapturedKind.Int32 or CapturedKind.Int64 => true,
        CapturedKind.Double => Math.Abs(property.Double) <= Largest,
        CapturedKind.Value => property.Value is SequenceValue sequence ? AreNumbers(sequence.Elements) : IsNumber(property.Value),
        _ => false
    };

    // Whether the property's value is suitable for a dimension: a text in printable ASCII that is neither blank nor too long.
    public static bool IsDimension(in CapturedProperty property) => property.Kind switch
    {
        CapturedKind.Text => IsDimension(property.Text),
        CapturedKind.Value => property.Value is ScalarValue scalar && IsDimension(scalar.Value),
        _ => false
    };

    // Appends the value of a property that is suitable for a metric, in the form in which the property itself is written.
    public static void Append(Utf8Buffer output, in CapturedProperty property)
    {
        switch (property.Kind)
        {
            case CapturedKind.Int32: Utf8Scalars.Append(output, property.Int32); break;
            case CapturedKind.Int64: Utf8Scalars.Append(output, property.Int64); break;
            case CapturedKind.Double: Utf8Scalars.Append(output, property.Double); break;
            default: Append(output, property.Value); break;
        }
    }

    static void Append(Utf8Buffer output, LogEventPropertyValue? value)
    {
        if (value is not SequenceValue sequence)
        {
            ScalarJson.Append(output, (value as ScalarValue)?.Value, JsonStyle.CloudWatch);
            return;
        }

        output.Append((byte)'[');
        for (var i = 0; i < sequence.Elements.Count; i++)
        {
            if (i > 0) output.Append((byte)',');
            Append(output, sequence.Elements[i]);
        }

        output.Append((byte)']');
    }

    static bool IsDimension(ReadOnlySpan<char> text) =>
        text.Length <= LongestDimension && text.ContainsAnyExcept(' ') && !text.ContainsAnyExcept(MetricRules.Printable);

    // A dimension is text in JSON, so numbers and booleans are none. Other objects are written as their text.
    static bool IsDimension(object? value) => value switch
    {
        null or bool or double or float or decimal or int or uint or long or ulong or short or ushort or byte or sbyte => false,
        Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan => true,
        char character => IsDimension([character]),
        _ => IsDimension(ScalarJson.TextOf(value, JsonStyle.CloudWatch).AsSpan())
    };

    static bool AreNumbers(IReadOnlyList<LogEventPropertyValue> elements)
    {
        if (elements.Count is 0 or > MostValues) return false;
        for (var i = 0; i < elements.Count; i++)
        {
            if (!IsNumber(elements[i])) return false;
        }

        return true;
    }

    static bool IsNumber(LogEventPropertyValue? value) => value is ScalarValue scalar && scalar.Value switch
    {
        double number => Math.Abs(number) <= Largest,
        float number => float.IsFinite(number),
        decimal or int or long or uint or ulong or short or ushort or byte or sbyte => true,
        _ => false
    };
}
