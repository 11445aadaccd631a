using Serilog.Sinks.CloudWatchTail.Events.Captured;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Writes an event whose formatter failed, as CloudWatch JSON with the failure in it, so that it is not lost.
static class FailedEvent
{
    static readonly CloudWatchJsonWriter Fallback = new(new CloudWatchJsonSettings());

    // Appends the event. formatter is the one that failed. Never throws.
    public static void Append(Utf8Buffer output, scoped in CapturedEvent logEvent, object formatter, Exception exception, FormattingScratch scratch)
    {
        var start = output.End;
        try
        {
            Fallback.Append(in logEvent, output, scratch);
            output.Truncate(output.Length - 1);
        }
        catch (Exception)
        {
            // The event changes while it is written, or worse: write only the parts that cannot fail.
            output.CutTo(start);
            output.AppendJson("{\"timestamp\":\""u8);
            EventFields.AppendWithOffset(output, logEvent.Timestamp, scratch);
            output.AppendJson("\",\"level\":\""u8);
            EventFields.AppendLevel(output, logEvent.Level);
            output.AppendJson("\",\"message\":"u8);
            ScalarJson.AppendString(output, logEvent.Template.Text, JsonStyle.CloudWatch);
        }

        output.AppendJson(",\"renderingError\":"u8);
        ScalarJson.AppendString(output, RenderingNote.For(formatter, exception), JsonStyle.CloudWatch);
        output.Append((byte)'}');
    }
}
