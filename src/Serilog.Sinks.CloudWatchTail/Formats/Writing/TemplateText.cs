using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

/// <summary>
/// Renders templates as Serilog does, straight into the inside of a JSON string in UTF-8. What a hole usually holds, a number or a string, is
/// written without an intermediate text.
/// </summary>
static class TemplateText
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Append(Utf8Buffer output, MessageTemplateToken[] tokens, scoped in CapturedEvent logEvent, IFormatProvider formatProvider, CharBuffer scratch, bool keepLoneSurrogates)
    {
        var start = output.Length;
        foreach (var token in tokens)
        {
            if (output.Length - start > RenderingNote.MaximumLength) break;
            if (token is TextToken text)
            {
                JsonEscaper.AppendEscaped(output, text.Text, keepLoneSurrogates);
            }
            else if (token is PropertyToken property)
            {
                AppendHole(output, property, in logEvent, formatProvider, scratch, keepLoneSurrogates);
            }
        }
    }

    /// <summary>What one hole renders as.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendHole(Utf8Buffer output, PropertyToken hole, scoped in CapturedEvent logEvent, IFormatProvider formatProvider, CharBuffer scratch, bool keepLoneSurrogates)
    {
        if (!logEvent.TryFind(hole.PropertyName, out var property))
        {
            JsonEscaper.AppendEscaped(output, hole.ToString(), keepLoneSurrogates);
            return;
        }

        if (hole.Alignment == null && TryAppendPlain(output, in property, hole.Format, formatProvider, keepLoneSurrogates)) return;

        var value = property.Kind == CapturedKind.Value ? property.Value : null;
        if (hole.Format != null && value is IRecordedRenderings recorded && recorded.Renderings.TryFind(hole, out var rendering))
        {
            JsonEscaper.AppendEscaped(output, rendering, keepLoneSurrogates);
            return;
        }

        if (hole.Alignment == null && value?.GetType() == typeof(ScalarValue) && TryAppendPlain(output, ((ScalarValue)value).Value, hole.Format, formatProvider)) return;

        scratch.Clear();
        var tooWide = HoleLimit.IsTooWide(hole);
        ValueText.Append(scratch, in property, tooWide ? null : hole.Format, formatProvider);
        if (!tooWide && hole.Alignment is { } alignment && alignment.Width > scratch.Length)
        {
            var padding = alignment.Width - scratch.Length;
            if (alignment.Direction == AlignmentDirection.Left)
            {
                scratch.Pad(padding);
            }
            else
            {
                for (; padding > 0; padding--) output.Append((byte)' ');
            }
        }

        JsonEscaper.AppendEscaped(output, scratch.Written, keepLoneSurrogates);
    }

    /// <summary>Writes the values whose text is known to need no more than this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool TryAppendPlain(Utf8Buffer output, in CapturedProperty property, string? format, IFormatProvider formatProvider, bool keepLoneSurrogates)
    {
        if (property.Kind == CapturedKind.Text)
        {
            var text = property.Text;
            if (format == "l")
            {
                JsonEscaper.AppendEscaped(output, text, keepLoneSurrogates);
                return true;
            }

            if (text.Contains('"')) return false;
            output.Append("\\\""u8);
            JsonEscaper.AppendEscaped(output, text, keepLoneSurrogates);
            output.Append("\\\""u8);
            return true;
        }

        // Any culture but the invariant one may write signs, separators and digits that need more care.
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
