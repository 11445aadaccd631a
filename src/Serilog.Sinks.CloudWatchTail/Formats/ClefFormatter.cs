using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// Formats an event as CLEF, the compact log event format, byte for byte like CompactJsonFormatter of Serilog.Formatting.Compact, so that the same
/// programs can read it: <c>@t</c>, <c>@mt</c>, <c>@r</c> for holes with a format, <c>@l</c> unless it is Information, <c>@x</c>, <c>@tr</c>,
/// <c>@sp</c>, and the event's properties, where an <c>@</c> at the start of a name is doubled.
/// </summary>
/// <remarks>
/// Metric filters do not work reliably with names that start with <c>@</c>, and Logs Insights shows <c>@l</c> as <c>@@l</c>: prefer
/// <see cref="CloudWatchJsonFormatter"/> unless other programs read the log group.
/// </remarks>
public sealed class ClefFormatter : IUtf8EventFormatter
{
    /// <summary>Write the event and a newline.</summary>
    /// <param name="logEvent">The event to format.</param>
    /// <param name="output">The writer that receives it.</param>
    /// <exception cref="ArgumentNullException">A parameter is null.</exception>
    public void Format(LogEvent logEvent, TextWriter output) => Utf8EventFormatting.WriteLine(this, logEvent, output);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IUtf8EventFormatter.Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
    {
        ClefFields.AppendHead(output, in logEvent, scratch);
        scratch.Fragments.Append(output, logEvent.Template.Text, Fragment.ClefTemplate);
        ClefFields.AppendRenderings(output, TemplateTokens.Of(logEvent.Template), in logEvent, scratch);
        ClefFields.AppendRest(output, in logEvent, scratch);
    }
}
