using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Renders scalars as Serilog does in messages. May throw the exceptions of a value's own formatting.
static class ScalarText
{
    // A number or a time in its own format fits in this; formatting fails if it does not.
    const int UsualLength = 64, LongestFormatted = 1024 * 1024;

    public static void Append(CharBuffer output, object? value, string? format, IFormatProvider formatProvider)
    {
        switch (value)
        {
            case null:
                output.Write("null");
                return;
            case string text:
                AppendString(output, text, literal: format == "l");
                return;
        }

        if (HoleLimit.IsTooWide(format)) format = null;
        if (GetCustomFormatter(formatProvider) is { } custom)
        {
            output.Write(custom.Format(format, value, formatProvider));
            return;
        }

        switch (value)
        {
            case int number: AppendFormatted(output, number, format, formatProvider); break;
            case long number: AppendFormatted(output, number, format, formatProvider); break;
            case double number: AppendFormatted(output, number, format, formatProvider); break;
            case bool flag: output.Write(flag ? "True" : "False"); break;
            case decimal number: AppendFormatted(output, number, format, formatProvider); break;
            case float number: AppendFormatted(output, number, format, formatProvider); break;
            case DateTime time: AppendFormatted(output, time, format, formatProvider); break;
            case DateTimeOffset time: AppendFormatted(output, time, format, formatProvider); break;
            case TimeSpan time: AppendFormatted(output, time, format, formatProvider); break;
            case Guid guid: AppendFormatted(output, guid, format, formatProvider); break;
            case char character: output.Write(character); break;
            case uint number: AppendFormatted(output, number, format, formatProvider); break;
            case ulong number: AppendFormatted(output, number, format, formatProvider); break;
            case short number: AppendFormatted(output, number, format, formatProvider); break;
            case ushort number: AppendFormatted(output, number, format, formatProvider); break;
            case byte number: AppendFormatted(output, number, format, formatProvider); break;
            case sbyte number: AppendFormatted(output, number, format, formatProvider); break;
            case DateOnly date: AppendFormatted(output, date, format, formatProvider); break;
            case TimeOnly time: AppendFormatted(output, time, format, formatProvider); break;
            case IFormattable formattable: output.Write(formattable.ToString(format, formatProvider)); break;
            default: output.Write(value.ToString()); break;
        }
    }

    // The same for a scalar held by value.
    public static void Append(CharBuffer output, in CapturedProperty property, string? format, IFormatProvider formatProvider)
    {
        if (property.Kind == CapturedKind.Text)
        {
            AppendString(output, property.Text, literal: format == "l");
            return;
        }

        if (HoleLimit.IsTooWide(format)) format = null;
        if (GetCustomFormatter(formatProvider) is { } custom)
        {
            output.Write(custom.Format(format, property.Boxed, formatProvider));
            return;
        }

        switch (property.Kind)
        {
            case CapturedKind.Int32: AppendFormatted(output, property.Int32, format, formatProvider); break;
            case CapturedKind.Int64: AppendFormatted(output, property.Int64, format, formatProvider); break;
            case CapturedKind.Double: AppendFormatted(output, property.Double, format, formatProvider); break;
            default: output.Write(property.Boolean ? "True" : "False"); break;
        }
    }

    // Appends a string in quotes, with a backslash before each quote in it; a literal string is appended as it is.
    public static void AppendString(CharBuffer output, ReadOnlySpan<char> text, bool literal)
    {
        if (literal)
        {
            output.Write(text);
            return;
        }

        output.Write('"');
        for (var quote = text.IndexOf('"'); quote >= 0; quote = text.IndexOf('"'))
        {
            output.Write(text[..quote]);
            output.Write("\\\"");
            text = text[(quote + 1)..];
        }

        output.Write(text);
        output.Write('"');
    }

    // A provider other than a culture may have its own way of formatting anything.
    public static ICustomFormatter? GetCustomFormatter(IFormatProvider formatProvider) =>
        formatProvider.GetType() == typeof(CultureInfo) ? null : (ICustomFormatter?)formatProvider.GetFormat(typeof(ICustomFormatter));

    static void AppendFormatted<T>(CharBuffer output, T value, string? format, IFormatProvider formatProvider)
        where T : struct, ISpanFormattable
    {
        for (var length = UsualLength; length <= LongestFormatted; length *= 8)
        {
            if (!value.TryFormat(output.GetSpan(length), out var written, format, formatProvider)) continue;
            output.Advance(written);
            return;
        }

        throw new FormatException($"The format '{format}' produces more than {LongestFormatted} characters.");
    }
}
