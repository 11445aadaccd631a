using System.Text;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Lets a UTF-8 formatter write to a TextWriter.
static class Utf8EventFormatting
{
    public static void WriteLine(IUtf8EventFormatter formatter, LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);

        var scratch = FormattingScratch.Rent();
        using var utf8 = new Utf8Buffer();
        scratch.Event.Clear();
        scratch.Event.AddToRender(logEvent);
        var captured = scratch.Event[0];
        try
        {
            formatter.Format(in captured, utf8, scratch);
        }
        catch (Exception ex)
        {
            utf8.Clear();
            FailedEvent.Append(utf8, in captured, formatter, ex, scratch);
        }

        var text = scratch.Text;
        text.Clear();
        text.Advance(Encoding.UTF8.GetChars(utf8.WrittenSpan, text.GetSpan(utf8.Length)));
        output.Write(text.Written);
        text.Clear();
        scratch.Event.Clear();
        FormattingScratch.Return(scratch);
        output.WriteLine();
    }
}
