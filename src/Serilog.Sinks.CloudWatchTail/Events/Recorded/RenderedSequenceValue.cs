using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

// A sequence whose formatted renderings were recorded.
sealed class RenderedSequenceValue(IEnumerable<LogEventPropertyValue> elements, RecordedRenderings renderings) : SequenceValue(elements), IRecordedRenderings
{
    public RecordedRenderings Renderings => renderings;

    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null)
    {
        if (format != null && renderings.TryFind(format, out var text))
        {
            output.Write(text);
        }
        else
        {
            base.Render(output, format, formatProvider);
        }
    }
}
