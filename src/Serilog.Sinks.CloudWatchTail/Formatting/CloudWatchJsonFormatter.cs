using System.Runtime.CompilerServices;
using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting.Captured;
using Serilog.Sinks.CloudWatchTail.Formatting.Writing;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// Formats an event as one JSON object with plain names at its top level, so that metric filters (<c>{ $.level = "Error" }</c>), Logs Insights and
/// the default field indexes work on it, and so that <see cref="LogEventReader"/> reads it back without loss. The default of the sink.
/// </summary>
/// <remarks>
/// The members are <c>timestamp</c>, <c>level</c>, <c>message</c>, <c>template</c>, <c>traceId</c>, <c>spanId</c>, <c>exception</c> (with
/// <c>type</c>, <c>message</c> and <c>stackTrace</c>, the full text), then the event's properties, then <c>types</c> if a value is of a type that
/// JSON cannot say, and <c>truncated</c> if the event was too large. A property that has one of these names is written with an underscore in front.
/// </remarks>
public sealed class CloudWatchJsonFormatter : IUtf8EventFormatter
{
    readonly bool _writeMessage;
    readonly bool _writeTemplate;
    readonly string? _nestPropertiesUnder;
    readonly IFormatProvider _formatProvider;

    /// <summary>Create a formatter. Every parameter is optional.</summary>
    /// <param name="writeMessage">Write the rendered <c>message</c>. Without it an event is smaller, and a reader renders the message from the
    /// template; what searches messages as text then finds nothing. The default is true.</param>
    /// <param name="writeTemplate">Write the message <c>template</c>. Without it an event is smaller, but cannot be read back without loss: a reader
    /// takes it for any other JSON object. The default is true.</param>
    /// <param name="nestPropertiesUnder">The name of a member to write the event's properties in, as one object, or null to write them at the
    /// top level. It must not be a name that the format uses itself. The default is null.</param>
    /// <param name="formatProvider">Culture-specific formatting for <c>message</c>, or null for the invariant culture. The properties are always
    /// written in the invariant culture.</param>
    /// <exception cref="ArgumentException"><paramref name="nestPropertiesUnder"/> is white space, or a name that the format uses itself.</exception>
    public CloudWatchJsonFormatter(bool writeMessage = true, bool writeTemplate = true, string? nestPropertiesUnder = null, IFormatProvider? formatProvider = null)
    {
        if (nestPropertiesUnder != null && (string.IsNullOrWhiteSpace(nestPropertiesUnder) || ReservedNames.IsReserved(nestPropertiesUnder)))
            throw new ArgumentException($"Properties cannot be nested under \"{nestPropertiesUnder}\": the name must not be empty or one that the format uses itself.", nameof(nestPropertiesUnder));

        _writeMessage = writeMessage;
        _writeTemplate = writeTemplate;
        _nestPropertiesUnder = nestPropertiesUnder;
        _formatProvider = formatProvider ?? CultureInfo.InvariantCulture;
    }

    /// <summary>Write the event and a newline.</summary>
    /// <param name="logEvent">The event to format.</param>
    /// <param name="output">Where to write it.</param>
    /// <exception cref="ArgumentNullException">A parameter is null.</exception>
    public void Format(LogEvent logEvent, TextWriter output) => Utf8EventFormatting.WriteLine(this, logEvent, output);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IUtf8EventFormatter.Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
    {
        var tokens = TemplateText.TokensOf(logEvent.Template);
        output.Append("{\"timestamp\":\""u8);
        EventFields.AppendWithOffset(output, logEvent.Timestamp);
        output.Append("\",\"level\":\""u8);
        EventFields.AppendLevel(output, logEvent.Level);
        if (_writeMessage)
        {
            output.Append("\",\"message\":\""u8);
            TemplateText.Append(output, tokens, in logEvent, _formatProvider, scratch.Text, keepLoneSurrogates: true);
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
            var written = _nestPropertiesUnder == null ? ReservedNames.Escape(property.Name) : property.Name;
            ScalarJson.AppendString(output, written, JsonStyle.CloudWatch);
            output.Append((byte)':');
            kinds.At(depth, 0, written);
            scratch.Holes.MoveTo(property.Name);
            scratch.Values.Write(in property, depth);
        }

        if (_nestPropertiesUnder != null) output.Append((byte)'}');
        if (kinds.Members.IsEmpty) return;
        output.Append(",\"types\":{"u8);
        output.Append(kinds.Members);
        output.Append((byte)'}');
    }
}
