using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Vocabulary;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

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
    /// <exception cref="ArgumentException"><paramref name="nestPropertiesUnder"/> is white space, or a name that the format uses itself.</exception>
    public CloudWatchJsonFormatter(bool writeMessage = true, bool writeTemplate = true, string? nestPropertiesUnder = null, IFormatProvider? formatProvider = null)
    {
        if (nestPropertiesUnder != null && (string.IsNullOrWhiteSpace(nestPropertiesUnder) || ReservedNames.IsReserved(nestPropertiesUnder)))
            throw new ArgumentException($"Properties cannot be nested under \"{nestPropertiesUnder}\": the name must not be empty or one that the format uses itself.", nameof(nestPropertiesUnder));

        _writer = new(writeMessage, writeTemplate, nestPropertiesUnder, formatProvider ?? CultureInfo.InvariantCulture);
    }

    /// <summary>Write the event and a newline.</summary>
    /// <param name="logEvent">The event to format.</param>
    /// <param name="output">Where to write it.</param>
    /// <exception cref="ArgumentNullException">A parameter is null.</exception>
    public void Format(LogEvent logEvent, TextWriter output) => Utf8EventFormatting.WriteLine(this, logEvent, output);

    void IUtf8EventFormatter.Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch) => _writer.Append(in logEvent, output, scratch);
}
