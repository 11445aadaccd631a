using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Formats.Metrics;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// Formats an event as one JSON object with plain names at its top level, so that metric filters (<c>{ $.level = "Error" }</c>), Logs Insights and
/// the default field indexes work with it, and so that <see cref="LogEventReader"/> can read it back without loss. The default of the sink.
/// </summary>
/// <remarks>
/// The members are <c>timestamp</c>, <c>level</c>, <c>message</c>, <c>template</c>, <c>traceId</c>, <c>spanId</c>, <c>exception</c> (with
/// <c>type</c>, <c>message</c> and <c>stackTrace</c>, the full text), then the event's properties, then <c>types</c> if a value is of a type that
/// JSON cannot express, and <c>truncated</c> if the event was too large. A property with one of these names is written with an underscore in front.
/// An event with metrics also has <c>_aws</c>, which is not a reserved name.
/// </remarks>
public sealed class CloudWatchJsonFormatter : IUtf8EventFormatter
{
    readonly CloudWatchJsonWriter _writer;

    /// <summary>Create a formatter. Every parameter is optional.</summary>
    /// <param name="writeMessage">Write the rendered <c>message</c>. Without it an event is smaller, and a reader renders the message from the
    /// template; what searches messages as text then finds nothing. The default is true.</param>
    /// <param name="writeTemplate">Write the message <c>template</c>. Without it an event is smaller, but cannot be read back without loss: a reader
    /// takes it for any other JSON object. The default is true.</param>
    /// <param name="nestPropertiesUnder">The name of a member to write the event's properties in, as one object, or null to write them at the
    /// top level. It must not be a name that the format uses itself. The default is null.</param>
    /// <param name="formatProvider">Culture-specific formatting for <c>message</c>, or null for the invariant culture. The properties are always
    /// written in the invariant culture.</param>
    /// <param name="quoteStrings">Render <c>message</c> as Serilog's <c>RenderMessage</c> does, with strings in quotes and objects in Serilog's own
    /// notation. By default strings have no quotes and objects are JSON, as with <c>{Message:lj}</c> of the Console sink. Both are read back without
    /// loss. The default is false.</param>
    /// <param name="levelNames">How the level is written, in any case: <c>Serilog</c> is <c>level</c> from Verbose to Fatal; <c>Upper</c> is
    /// <c>level</c> as TRACE, DEBUG, INFO, WARN, ERROR, FATAL, which AWS Lambda's level filter knows; <c>OpenTelemetry</c> has these names as
    /// <c>severityText</c> and OpenTelemetry's numbers as <c>severityNumber</c>, which are reserved names then. The default is <c>Serilog</c>.</param>
    /// <param name="metrics">The metrics that CloudWatch is to take from the events, at most 100: an event that has one of their properties also has
    /// the member <c>_aws</c> of CloudWatch's embedded metric format; all others are written as without, and so is an
    /// event that has a property of that name itself. Not together with <paramref name="nestPropertiesUnder"/>, since CloudWatch takes values from the
    /// top level alone. Null or empty for none, the default.</param>
    /// <exception cref="ArgumentException"><paramref name="nestPropertiesUnder"/> is white space, or a name that the format uses itself;
    /// <paramref name="levelNames"/> is none of the three; or <paramref name="metrics"/> are too many or contradict each other.</exception>
    public CloudWatchJsonFormatter(
        bool writeMessage = true,
        bool writeTemplate = true,
        string? nestPropertiesUnder = null,
        IFormatProvider? formatProvider = null,
        bool quoteStrings = false,
        string levelNames = nameof(LevelStyle.Serilog),
        CloudWatchMetric[]? metrics = null)
    {
        if (nestPropertiesUnder != null && !CanNestUnder(nestPropertiesUnder))
            throw new ArgumentException($"Properties cannot be nested under \"{nestPropertiesUnder}\": the name must not be empty or one that the format uses itself.", nameof(nestPropertiesUnder));
        if (nestPropertiesUnder != null && metrics is { Length: > 0 })
            throw new ArgumentException("metrics cannot be used together with nestPropertiesUnder: CloudWatch takes the values of metrics from the top level alone.", nameof(metrics));

        var style = StyleOf(levelNames);
        _writer = new(new CloudWatchJsonSettings
        {
            WriteMessage = writeMessage,
            WriteTemplate = writeTemplate,
            NestPropertiesUnder = nestPropertiesUnder,
            FormatProvider = formatProvider ?? CultureInfo.InvariantCulture,
            QuoteStrings = quoteStrings,
            LevelStyle = style,
            FurtherMembers = MetricPlan.Create(metrics, style)
        });
    }

    /// <summary>Write the event and a newline.</summary>
    /// <param name="logEvent">The event to format.</param>
    /// <param name="output">The writer that receives it.</param>
    /// <exception cref="ArgumentNullException">A parameter is null.</exception>
    public void Format(LogEvent logEvent, TextWriter output) => Utf8EventFormatting.WriteLine(this, logEvent, output);

    void IUtf8EventFormatter.Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch) => _writer.Append(in logEvent, output, scratch);

    static bool CanNestUnder(string name) =>
        !string.IsNullOrWhiteSpace(name) && !ReservedNames.IsReserved(name) && !ReservedNames.IsSeverity(name) && name != ReservedNames.Metadata;

    static LevelStyle StyleOf(string? levelNames)
    {
        foreach (var style in Enum.GetValues<LevelStyle>())
        {
            if (style.ToString().Equals(levelNames, StringComparison.OrdinalIgnoreCase)) return style;
        }

        throw new ArgumentException($"levelNames is \"{levelNames}\", but must be {nameof(LevelStyle.Serilog)}, {nameof(LevelStyle.Upper)} or {nameof(LevelStyle.OpenTelemetry)}.", nameof(levelNames));
    }
}
