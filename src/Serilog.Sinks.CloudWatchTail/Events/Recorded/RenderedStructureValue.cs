using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Recorded;

// A structure whose formatted renderings were recorded.
sealed class RenderedStructureValue(IEnumerable<LogEventProperty> properties, string? typeTag, RecordedRenderings renderings) : StructureValue(properties, typeTag), IRecordedRenderings
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
