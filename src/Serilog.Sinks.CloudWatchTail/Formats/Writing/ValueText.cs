using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Renders property values as Serilog does in messages, without a string for each part.
static class ValueText
{
    public static void Append(CharBuffer output, LogEventPropertyValue? value, string? format, IFormatProvider formatProvider, int depth = 0)
    {
        if (output.Length > RenderingNote.MaximumLength)
        {
            output.Write(RenderingNote.TooLong);
        }
        else if (depth > RenderingNote.MaximumDepth)
        {
            output.Write(RenderingNote.TooDeep);
        }
        else if (value == null)
        {
            output.Write("null");
        }
        else if (value.GetType() == typeof(ScalarValue))
        {
            AppendScalar(output, ((ScalarValue)value).Value, format, formatProvider);
        }
        else if (value.GetType() == typeof(SequenceValue))
        {
            AppendSequence(output, (SequenceValue)value, format, formatProvider, depth + 1);
        }
        else if (value.GetType() == typeof(StructureValue))
        {
            AppendStructure(output, (StructureValue)value, formatProvider, depth + 1);
        }
        else if (value.GetType() == typeof(DictionaryValue))
        {
            AppendDictionary(output, (DictionaryValue)value, formatProvider, depth + 1);
        }
        else
        {
            // A class of another library, or a derived one that renders itself differently.
            AppendCustom(output, value, format, formatProvider);
        }
    }

    // The same for a property of the event.
    public static void Append(CharBuffer output, in CapturedProperty property, string? format, IFormatProvider formatProvider)
    {
        if (property.Kind == CapturedKind.Value)
        {
            Append(output, property.Value, format, formatProvider);
            return;
        }

        var start = output.Length;
        try
        {
            ScalarText.Append(output, in property, format, formatProvider);
        }
        catch (Exception ex)
        {
            output.Truncate(start);
            output.Write(RenderingNote.For(property.Boxed, ex));
        }
    }

    static void AppendScalar(CharBuffer output, object? value, string? format, IFormatProvider formatProvider)
    {
        var start = output.Length;
        try
        {
            ScalarText.Append(output, value, format, formatProvider);
        }
        catch (Exception ex)
        {
            output.Truncate(start);
            output.Write(RenderingNote.For(value, ex));
        }
    }

    static void AppendCustom(CharBuffer output, LogEventPropertyValue value, string? format, IFormatProvider formatProvider)
    {
        var start = output.Length;
        try
        {
            value.Render(output, format, formatProvider);
        }
        catch (Exception ex)
        {
            output.Truncate(start);
            output.Write(RenderingNote.For(value, ex));
        }
    }

    static void AppendSequence(CharBuffer output, SequenceValue sequence, string? format, IFormatProvider formatProvider, int depth)
    {
        output.Write('[');
        var elements = sequence.Elements;
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0) output.Write(", ");
            Append(output, elements[i], format, formatProvider, depth);
        }

        output.Write(']');
    }

    static void AppendStructure(CharBuffer output, StructureValue structure, IFormatProvider formatProvider, int depth)
    {
        if (structure.TypeTag != null)
        {
            output.Write(structure.TypeTag);
            output.Write(' ');
        }

        output.Write("{ ");
        var properties = structure.Properties;
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0) output.Write(", ");
            output.Write(properties[i].Name);
            output.Write(": ");
            Append(output, properties[i].Value, null, formatProvider, depth);
        }

        output.Write(" }");
    }

    static void AppendDictionary(CharBuffer output, DictionaryValue dictionary, IFormatProvider formatProvider, int depth)
    {
        output.Write('[');
        var opening = "(";
        foreach (var (key, element) in dictionary.Elements)
        {
            output.Write(opening);
            opening = ", (";
            Append(output, key, null, formatProvider, depth);
            output.Write(": ");
            Append(output, element, null, formatProvider, depth);
            output.Write(')');
        }

        output.Write(']');
    }
}
