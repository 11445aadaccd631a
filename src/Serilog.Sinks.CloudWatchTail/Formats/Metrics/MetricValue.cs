using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Metrics;

/// <summary>What CloudWatch takes for a metric's value, a number or an array of at most 100 of them, and for a dimension's, a text.</summary>
static class MetricValue
{
    /// <summary>The embedded metric format's limit of the values in one array.</summary>
    const int MostValues = 100;

    /// <summary>The longest value of a dimension, in characters.</summary>
    const int LongestDimension = 1024;

    /// <summary>CloudWatch refuses values whose magnitude is greater than two to the power of 360.</summary>
    static readonly double Largest = Math.Pow(2, 360);

    /// <summary>Whether the property's value can be a metric's.</summary>
    public static bool IsMetric(in CapturedProperty property) => property.Kind switch
    {
        CapturedKind.Int32 or CapturedKind.Int64 => true,
        CapturedKind.Double => Math.Abs(property.Double) <= Largest,
        CapturedKind.Value => property.Value is SequenceValue sequence ? AreNumbers(sequence.Elements) : IsNumber(property.Value),
        _ => false
    };

    /// <summary>Whether the property's value can be a dimension's: it is written as a text in printable ASCII that is neither blank nor too long.</summary>
    public static bool IsDimension(in CapturedProperty property) => property.Kind switch
    {
        CapturedKind.Text => IsDimension(property.Text),
        CapturedKind.Value => property.Value is ScalarValue scalar && IsDimension(scalar.Value),
        _ => false
    };

    /// <summary>Appends the value of a property that can be a metric's, as the property itself is written.</summary>
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
