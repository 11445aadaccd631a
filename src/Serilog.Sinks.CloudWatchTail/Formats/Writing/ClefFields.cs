using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// The parts that the two variants of CLEF share.
static class ClefFields
{
    static readonly JsonLiteral Head = new("{\"@t\":\"");

    static readonly JsonLiteral Level = new(",\"@l\":\"");

    static readonly JsonLiteral TraceId = new(",\"@tr\":\"");

    static readonly JsonLiteral SpanId = new(",\"@sp\":\"");

    // CLEF pre-renders in the invariant culture.
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    // Appends the opening brace and @t, up to the quote after it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendHead(Utf8Buffer output, scoped in CapturedEvent logEvent, FormattingScratch scratch)
    {
        output.Append(Head);
        scratch.Times.AppendUtc(output, logEvent.Timestamp.UtcDateTime);
    }

    // Appends a rendered message as the inside of a string.
    public static void AppendMessage(Utf8Buffer output, MessageTemplateToken[] tokens, scoped in CapturedEvent logEvent, FormattingScratch scratch) =>
        TemplateText.Append(output, tokens, in logEvent, Invariant, scratch, keepLoneSurrogates: false);

    // Appends @r, the renderings of the holes that have a format, in order; nothing if there are none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendRenderings(Utf8Buffer output, MessageTemplateToken[] tokens, scoped in CapturedEvent logEvent, FormattingScratch scratch)
    {
        scratch.Holes.Begin(tokens);
        if (!scratch.Holes.AnyInTemplate) return;

        var any = false;
        foreach (var token in tokens)
        {
            if (token is not PropertyToken { Format: not null } hole) continue;
            output.AppendJson(any ? ",\""u8 : ",\"@r\":[\""u8);
            any = true;
            AppendRendering(output, hole, in logEvent, scratch);
            output.AppendQuote();
        }

        if (any) output.Append((byte)']');
    }

    // Appends @l unless it is Information, @x, @tr, @sp, the properties and the closing brace. hasEventId tells that the event's id, which is a
    // property of a recorded event, has already been written.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendRest(Utf8Buffer output, scoped in CapturedEvent logEvent, FormattingScratch scratch, bool hasEventId = false)
    {
        if (logEvent.Level != LogEventLevel.Information)
        {
            output.Append(Level);
            EventFields.AppendLevel(output, logEvent.Level);
            output.AppendQuote();
        }

        if (logEvent.Exception is { } exception) AppendException(output, exception);
        if (logEvent.TraceId is { } traceId) AppendId(output, TraceId, traceId);
        if (logEvent.SpanId is { } spanId) AppendId(output, SpanId, spanId);
        scratch.Kinds.Begin(enabled: false);
        scratch.Values.Begin(output, JsonStyle.Clef);
        foreach (ref readonly var property in logEvent.Properties)
        {
            if (hasEventId && property.Name == RecordedEventId.Name) continue;
            scratch.Fragments.Append(output, property.Name, Fragment.ClefName);
            if (!scratch.Values.TryWritePlain(in property)) scratch.Values.Write(in property, 0);
        }

        output.Append((byte)'}');
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void AppendException(Utf8Buffer output, Exception exception)
    {
        output.AppendJson(",\"@x\":"u8);
        ScalarJson.AppendString(output, EventFields.TextOf(exception), JsonStyle.Clef);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void AppendId(Utf8Buffer output, JsonLiteral name, string id)
    {
        output.Append(name);
        EventFields.AppendId(output, id);
        output.AppendQuote();
    }

    static void AppendRendering(Utf8Buffer output, PropertyToken hole, scoped in CapturedEvent logEvent, FormattingScratch scratch) =>
        TemplateText.AppendHole(output, hole, in logEvent, Invariant, scratch, keepLoneSurrogates: false);
}
