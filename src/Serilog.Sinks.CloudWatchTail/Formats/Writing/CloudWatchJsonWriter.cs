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
    static readonly JsonLiteral Head = new("{\"timestamp\":\"");

    static readonly JsonLiteral TraceId = new(",\"traceId\":\"");

    static readonly JsonLiteral SpanId = new(",\"spanId\":\"");

    readonly bool _writeMessage = settings.WriteMessage, _writeTemplate = settings.WriteTemplate, _quoteStrings = settings.QuoteStrings;
    readonly string? _nestPropertiesUnder = settings.NestPropertiesUnder;
    readonly IFormatProvider _formatProvider = settings.FormatProvider;
    readonly Fragment _name = settings switch
    {
        { NestPropertiesUnder: not null } => Fragment.Name,
        { LevelStyle: LevelStyle.OpenTelemetry } => Fragment.PropertyNameBesideSeverity,
        _ => Fragment.PropertyName
    };
    readonly IFurtherMembers? _furtherMembers = settings.FurtherMembers;

    // What stands between the time and the message, for each level that has a name.
    readonly JsonLiteral[] _levels = LevelsOf(settings);

    // Appends the event as one JSON object.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
    {
        var tokens = TemplateTokens.Of(logEvent.Template);
        output.Append(Head);
        EventFields.AppendWithOffset(output, logEvent.Timestamp, scratch);
        var level = (int)logEvent.Level;
        if ((uint)level < (uint)_levels.Length) output.Append(_levels[level]);
        else output.Append(LevelOf(logEvent.Level, settings));
        if (_writeMessage) TemplateText.Append(output, tokens, in logEvent, _formatProvider, scratch, keepLoneSurrogates: true, _quoteStrings);
        if (_writeTemplate) scratch.Fragments.Append(output, logEvent.Template.Text, Fragment.Template);
        else output.AppendQuote();

        if (logEvent.TraceId is { } traceId)
        {
            output.Append(TraceId);
            EventFields.AppendId(output, traceId);
            output.AppendQuote();
        }

        if (logEvent.SpanId is { } spanId)
        {
            output.Append(SpanId);
            EventFields.AppendId(output, spanId);
            output.AppendQuote();
        }

        if (logEvent.Exception != null) AppendException(output, logEvent.Exception);
        AppendProperties(output, in logEvent, tokens, scratch);
        output.Append((byte)'}');
    }

    static JsonLiteral[] LevelsOf(CloudWatchJsonSettings settings)
    {
        var levels = new JsonLiteral[(int)LogEventLevel.Fatal + 1];
        for (var level = 0; level < levels.Length; level++) levels[level] = LevelOf((LogEventLevel)level, settings);
        return levels;
    }

    // Returns the level after the time, up to the first character of the message, or to the quote after the level.
    static JsonLiteral LevelOf(LogEventLevel level, CloudWatchJsonSettings settings)
    {
        var name = settings.LevelStyle switch
        {
            LevelStyle.Serilog => $"\",\"level\":\"{EventFields.NameOf(level)}",
            LevelStyle.Upper => $"\",\"level\":\"{EventFields.UpperNameOf(level)}",
            _ => $"\",\"severityNumber\":{EventFields.SeverityNumberOf(level)},\"severityText\":\"{EventFields.UpperNameOf(level)}"
        };
        return new(settings.WriteMessage ? name + "\",\"message\":\"" : name);
    }

    static void AppendException(Utf8Buffer output, Exception exception)
    {
        output.AppendJson(",\"exception\":{\"type\":"u8);
        ScalarJson.AppendString(output, EventFields.TypeNameOf(exception), JsonStyle.CloudWatch);
        output.AppendJson(",\"message\":"u8);
        ScalarJson.AppendString(output, EventFields.MessageOf(exception), JsonStyle.CloudWatch);
        output.AppendJson(",\"stackTrace\":"u8);
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
            scratch.Fragments.Append(output, _nestPropertiesUnder, Fragment.Name);
            output.Append((byte)'{');
            kinds.Enter(0, null);
            kinds.At(0, 0, _nestPropertiesUnder);
            kinds.Record(0, ValueKind.Properties);
            depth = 1;
        }

        kinds.Enter(depth, null);
        scratch.Holes.Begin(tokens);
        var isFirst = true;
        foreach (ref readonly var property in logEvent.Properties)
        {
            if (_name == Fragment.Name && !isFirst) output.Append((byte)',');
            isFirst = false;
            var written = scratch.Fragments.Append(output, property.Name, _name);
            scratch.Holes.MoveTo(property.Name);
            if (scratch.Values.TryWritePlain(in property)) continue;
            kinds.At(depth, 0, written);
            scratch.Values.Write(in property, depth);
        }

        if (_nestPropertiesUnder != null) output.Append((byte)'}');
        _furtherMembers?.Append(output, in logEvent, kinds);
        if (kinds.Members.IsEmpty) return;
        output.AppendJson(",\"types\":{"u8);
        output.AppendJson(kinds.Members);
        output.Append((byte)'}');
    }
}
