using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;
using Serilog.Sinks.CloudWatchTail.Formats.Writing;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formatting;

/// <summary>
/// Formats an event as rendered CLEF, byte for byte like RenderedCompactJsonFormatter of Serilog.Formatting.Compact: like
/// <see cref="ClefFormatter"/>, but with the rendered message <c>@m</c> and the event id <c>@i</c>, a hash of the template, instead of the template.
/// For readers that do not know templates; the template cannot be recovered from it.
/// </summary>
public sealed class RenderedClefFormatter : IUtf8EventFormatter
{
    /// <summary>Write the event and a newline.</summary>
    /// <param name="logEvent">The event to format.</param>
    /// <param name="output">The writer that receives it.</param>
    /// <exception cref="ArgumentNullException">A parameter is null.</exception>
    public void Format(LogEvent logEvent, TextWriter output) => Utf8EventFormatting.WriteLine(this, logEvent, output);

    void IUtf8EventFormatter.Format(scoped in CapturedEvent logEvent, Utf8Buffer output, FormattingScratch scratch)
    {
        ClefFields.AppendHead(output, in logEvent, scratch);
        output.AppendJson("\",\"@m\":\""u8);
        ClefFields.AppendMessage(output, TemplateTokens.Of(logEvent.Template), in logEvent, scratch);
        output.AppendJson("\",\"@i\":\""u8);
        var isRecorded = logEvent.TryFind(RecordedEventId.Name, out var property) && property is { Kind: CapturedKind.Value, Value: RecordedEventId };
        if (isRecorded) JsonEscaper.AppendEscaped(output, ((RecordedEventId)property.Value!).Value as string);
        else Utf8Scalars.Append(output, EventIdOf(logEvent.Template.Text), "x8");
        output.AppendQuote();
        ClefFields.AppendRest(output, in logEvent, scratch, isRecorded);
    }

    // Bob Jenkins's one-at-a-time hash over the template's UTF-16 code units.
    static uint EventIdOf(string template)
    {
        uint hash = 0;
        foreach (var character in template)
        {
            hash += character;
            hash += hash << 10;
            hash ^= hash >> 6;
        }

        hash += hash << 3;
        hash ^= hash >> 11;
        hash += hash << 15;
        return hash;
    }
}
