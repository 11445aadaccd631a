using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Writes scalars as JSON. Never throws: a value that does is replaced by a note.
static class ScalarJson
{
    // Appends a scalar. Returns the kind that the JSON does not express.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ValueKind Append(Utf8Buffer output, object? value, JsonStyle style)
    {
        switch (value)
        {
            case string text: AppendString(output, text, style); return ValueKind.None;
            case int number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case null: output.Append("null"u8); return ValueKind.None;
            case long number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case double number when double.IsFinite(number): Utf8Scalars.Append(output, number); return ValueKind.None;
            case bool flag: output.Append(flag ? "true"u8 : "false"u8); return ValueKind.None;
            case decimal number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case float number when float.IsFinite(number): Utf8Scalars.Append(output, number); return ValueKind.None;
            case DateTime time: Utf8Scalars.AppendQuoted(output, time, "O"); return ValueKind.DateTime;
            case DateTimeOffset time: Utf8Scalars.AppendQuoted(output, time, "O"); return ValueKind.DateTimeOffset;
            case TimeSpan time: Utf8Scalars.AppendQuoted(output, time); return ValueKind.TimeSpan;
            case Guid guid: Utf8Scalars.AppendQuoted(output, guid); return ValueKind.Guid;
            case char character: AppendString(output, [character], style); return ValueKind.Char;
            case uint number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case ulong number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case short number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case ushort number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case byte number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case sbyte number: Utf8Scalars.Append(output, number); return ValueKind.None;
            case DateOnly date: Utf8Scalars.AppendQuoted(output, date, "yyyy-MM-dd"); return ValueKind.Date;
            case TimeOnly time: Utf8Scalars.AppendQuoted(output, time, "O"); return ValueKind.Time;
            case double number: Utf8Scalars.AppendQuoted(output, number); return ValueKind.Number;
            case float number: Utf8Scalars.AppendQuoted(output, number); return ValueKind.Number;
            case RecordedLocalTime time: AppendString(output, time.ToString(), style); return ValueKind.DateTime;
            default: AppendString(output, TextOf(value, style), style); return ValueKind.Text;
        }
    }

    // Appends a string between quotes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendString(Utf8Buffer output, ReadOnlySpan<char> text, JsonStyle style) =>
        JsonEscaper.AppendQuoted(output, text, keepLoneSurrogates: style == JsonStyle.CloudWatch);

    // Returns the text of an object without a JSON form, or of a dictionary's key.
    public static string TextOf(object? value, JsonStyle style)
    {
        try
        {
            return value switch
            {
                null => "null",
                string text => text,
                IFormattable formattable when style == JsonStyle.CloudWatch => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString()
            } ?? "";
        }
        catch (Exception ex)
        {
            return RenderingNote.For(value, ex);
        }
    }
}
