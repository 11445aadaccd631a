using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Renders templates as Serilog does, directly into the inside of a JSON string in UTF-8. The usual content of a hole, a number or a string, is
// written without intermediate text. A message has two forms: the quoted one is that of LogEvent.RenderMessage; the other has strings without quotes
// and objects as JSON, like {Message:lj} of the Console sink.
static class TemplateText
{
    // The format that renders a string without quotes.
    const string Literal = "l";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Append(Utf8Buffer output, MessageTemplateToken[] tokens, scoped in CapturedEvent logEvent, IFormatProvider formatProvider, FormattingScratch scratch, bool keepLoneSurrogates, bool quoteStrings = true)
    {
        var start = output.TextLength;
        var literal = keepLoneSurrogates ? Fragment.Text : Fragment.ClefText;
        foreach (var token in tokens)
        {
            if (output.TextLength - start > RenderingNote.MaximumLength) break;
            if (token is TextToken text)
            {
                scratch.Fragments.Append(output, text.Text, literal);
            }
            else if (token is PropertyToken property)
            {
                AppendHole(output, property, in logEvent, formatProvider, scratch, keepLoneSurrogates, quoteStrings);
            }
        }
    }

    // Appends the rendering of one hole.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendHole(Utf8Buffer output, PropertyToken hole, scoped in CapturedEvent logEvent, IFormatProvider formatProvider, FormattingScratch scratch, bool keepLoneSurrogates, bool quoteStrings = true)
    {
        // Most holes are no more than a number or a text.
        var index = hole.Alignment == null ? logEvent.IndexOfOwn(hole.PropertyName) : -1;
        if (index >= 0 && TryAppendPlain(output, in logEvent.Properties[index], hole.Format, formatProvider, keepLoneSurrogates, quoteStrings)) return;

        if (!logEvent.TryFind(hole.PropertyName, out var property))
        {
            JsonEscaper.AppendEscaped(output, hole.ToString(), keepLoneSurrogates);
            return;
        }

        if (hole.Alignment == null && index < 0 && TryAppendPlain(output, in property, hole.Format, formatProvider, keepLoneSurrogates, quoteStrings)) return;

        var format = !quoteStrings && property.Kind == CapturedKind.Text ? Literal : hole.Format;
        var value = property.Kind == CapturedKind.Value ? property.Value : null;
        if (hole.Format != null && value is IRecordedRenderings recorded && recorded.Renderings.TryFind(hole, out var rendering))
        {
            JsonEscaper.AppendEscaped(output, rendering, keepLoneSurrogates);
            return;
        }

        if (hole.Alignment == null && value?.GetType() == typeof(ScalarValue) && TryAppendPlain(output, ((ScalarValue)value).Value, format, formatProvider)) return;

        var tooWide = HoleLimit.IsTooWide(hole);
        if (!quoteStrings && value is not null)
        {
            if (hole.Format == null && value is StructureValue or SequenceValue or DictionaryValue)
            {
                AppendJson(output, value, tooWide ? null : hole.Alignment, scratch);
                return;
            }

            // A class that renders itself, which Serilog's own renderer does not let it do.
            if (value is ScalarValue { Value: string text }) property = new(property.Name, new ScalarValue(text));
            if (property.Kind == CapturedKind.Text) format = Literal;
        }

        var plain = scratch.Text;
        plain.Clear();
        ValueText.Append(plain, in property, tooWide && format != Literal ? null : format, formatProvider);
        if (!tooWide && hole.Alignment is { } alignment && alignment.Width > plain.Length)
        {
            var padding = alignment.Width - plain.Length;
            if (alignment.Direction == AlignmentDirection.Left)
            {
                plain.Pad(padding);
            }
            else
            {
                AppendSpaces(output, padding);
            }
        }

        JsonEscaper.AppendEscaped(output, plain.Written, keepLoneSurrogates);
    }

    // Appends an object as the JSON in which its property is written.
    static void AppendJson(Utf8Buffer output, LogEventPropertyValue value, Alignment? alignment, FormattingScratch scratch)
    {
        var json = scratch.Json.Write(value);
        var padding = alignment is { } wanted ? wanted.Width - Encoding.UTF8.GetCharCount(json) : 0;
        if (alignment?.Direction == AlignmentDirection.Right) AppendSpaces(output, padding);
        JsonEscaper.AppendEscaped(output, json);
        if (alignment?.Direction == AlignmentDirection.Left) AppendSpaces(output, padding);
    }

    static void AppendSpaces(Utf8Buffer output, int count)
    {
        for (; count > 0; count--) output.Append((byte)' ');
    }

    // Appends values that need no intermediate text.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool TryAppendPlain(Utf8Buffer output, in CapturedProperty property, string? format, IFormatProvider formatProvider, bool keepLoneSurrogates, bool quoteStrings)
    {
        if (property.Kind == CapturedKind.Text)
        {
            var text = property.Text;
            if (!quoteStrings || format == Literal)
            {
                JsonEscaper.AppendEscaped(output, text, keepLoneSurrogates);
                return true;
            }

            if (text.Contains('"')) return false;
            output.AppendJson("\\\""u8);
            JsonEscaper.AppendEscaped(output, text, keepLoneSurrogates);
            output.AppendJson("\\\""u8);
            return true;
        }

        // Any culture but the invariant one may use signs, separators and digits that need more care.
        if (format != null || !ReferenceEquals(formatProvider, CultureInfo.InvariantCulture)) return false;
        switch (property.Kind)
        {
            case CapturedKind.Int32: Utf8Scalars.Append(output, property.Int32); return true;
            case CapturedKind.Int64: Utf8Scalars.Append(output, property.Int64); return true;
            case CapturedKind.Double: Utf8Scalars.Append(output, property.Double); return true;
            case CapturedKind.Boolean: output.Append(property.Boolean ? "True"u8 : "False"u8); return true;
            default: return false;
        }
    }

    static bool TryAppendPlain(Utf8Buffer output, object? value, string? format, IFormatProvider formatProvider)
    {
        if (format != null || !ReferenceEquals(formatProvider, CultureInfo.InvariantCulture)) return false;
        switch (value)
        {
            case decimal number: Utf8Scalars.Append(output, number); return true;
            case Guid guid: Utf8Scalars.Append(output, guid); return true;
            case TimeSpan time: Utf8Scalars.Append(output, time); return true;
            default: return false;
        }
    }
}
