using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Writes CloudWatch JSON. It keeps no state between events, so any number of threads may use one, each with its own scratch.
sealed class CloudWatchJsonWriter(CloudWatchJsonSettings settings)
{
    readonly bool _writeMessage = settings.WriteMessage, _writeTemplate = settings.WriteTemplate, _quoteStrings = settings.QuoteStrings;
    readonly string? _nestPropertiesUnder = settings.NestPropertiesUnder;
    readonly IFormatProvider _formatProvider = settings.FormatProvider;
    readonly LevelStyle _levelStyle = settings.LevelStyle;
    readonly IFurtherMembers? _furtherMembers = settings.FurtherMembers;

    // Appends the event as one JSON object.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
    {
        var tokens = TemplateTokens.Of(logEvent.Template);
        output.Append("{\"timestamp\":\""u8);
        EventFields.AppendWithOffset(output, logEvent.Timestamp);
        AppendLevel(output, logEvent.Level);
        if (_writeMessage)
        {
            output.Append("\",\"message\":\""u8);
            TemplateText.Append(output, tokens, in logEvent, _formatProvider, scratch, keepLoneSurrogates: true, _quoteStrings);
        }

        if (_writeTemplate)
        {
            output.Append("\",\"template\":\""u8);
            JsonEscaper.AppendEscaped(output, logEvent.Template.Text, keepLoneSurrogates: true);
        }

        if (logEvent.TraceId is { } traceId)
        {
            output.Append("\",\"traceId\":\""u8);
            EventFields.AppendId(output, traceId);
        }

        if (logEvent.SpanId is { } spanId)
        {
            output.Append("\",\"spanId\":\""u8);
            EventFields.AppendId(output, spanId);
        }

        output.Append((byte)'"');
        if (logEvent.Exception != null) AppendException(output, logEvent.Exception);
        AppendProperties(output, in logEvent, tokens, scratch);
        output.Append((byte)'}');
    }

    // Appends the level, up to the quote after a string.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AppendLevel(Utf8Buffer output, LogEventLevel level)
    {
        switch (_levelStyle)
        {
            case LevelStyle.Serilog:
                output.Append("\",\"level\":\""u8);
                EventFields.AppendLevel(output, level);
                break;
            case LevelStyle.Upper:
                output.Append("\",\"level\":\""u8);
                EventFields.AppendUpperLevel(output, level);
                break;
            default:
                output.Append("\",\"severityNumber\":"u8);
                Utf8Scalars.Append(output, EventFields.SeverityNumberOf(level));
                output.Append(",\"severityText\":\""u8);
                EventFields.AppendUpperLevel(output, level);
                break;
        }
    }

    static void AppendException(Utf8Buffer output, Exception exception)
    {
        output.Append(",\"exception\":{\"type\":"u8);
        ScalarJson.AppendString(output, EventFields.TypeNameOf(exception), JsonStyle.CloudWatch);
        output.Append(",\"message\":"u8);
        ScalarJson.AppendString(output, EventFields.MessageOf(exception), JsonStyle.CloudWatch);
        output.Append(",\"stackTrace\":"u8);
        ScalarJson.AppendString(output, EventFields.TextOf(exception), JsonStyle.CloudWatch);
        output.Append((byte)'}');
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AppendProperties(Utf8Buffer output, scoped in CapturedEvent logEvent, MessageTemplateToken[] tokens, FormattingScratch scratch)
    {
        var kinds = scratch.Kinds;
        kinds.Begin(enabled: _writeTemplate);
        scratch.Values.Begin(output, JsonStyle.CloudWatch);
        var depth = 0;
        if (_nestPropertiesUnder != null)
        {
            output.Append((byte)',');
            ScalarJson.AppendString(output, _nestPropertiesUnder, JsonStyle.CloudWatch);
            output.Append(":{"u8);
            kinds.Enter(0, null);
            kinds.At(0, 0, _nestPropertiesUnder);
            kinds.Record(0, ValueKind.Properties);
            depth = 1;
        }

        kinds.Enter(depth, null);
        scratch.Holes.Begin(tokens);
        var isFirst = _nestPropertiesUnder != null;
        foreach (ref readonly var property in logEvent.Properties)
        {
            if (!isFirst) output.Append((byte)',');
            isFirst = false;
            var written = _nestPropertiesUnder == null ? ReservedNames.Escape(property.Name, _levelStyle) : property.Name;
            ScalarJson.AppendString(output, written, JsonStyle.CloudWatch);
            output.Append((byte)':');
            kinds.At(depth, 0, written);
            scratch.Holes.MoveTo(property.Name);
            scratch.Values.Write(in property, depth);
        }

        if (_nestPropertiesUnder != null) output.Append((byte)'}');
        _furtherMembers?.Append(output, in logEvent, kinds);
        if (kinds.Members.IsEmpty) return;
        output.Append(",\"types\":{"u8);
        output.Append(kinds.Members);
        output.Append((byte)'}');
    }
}
