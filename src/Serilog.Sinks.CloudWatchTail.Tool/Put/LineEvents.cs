using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// Makes an event of a line: the line itself is its text, which LineFormatter sends; its time is the one that the line says, if it
// is JSON or CLEF or another known form, and the present otherwise.
// keepsProperties: Whether the stream's template may ask for properties of the line.
sealed class LineEvents(bool keepsProperties, TimeProvider timeProvider)
{
    public LogEvent Read(ReadOnlySpan<byte> line)
    {
        var now = timeProvider.GetUtcNow();
        var text = Encoding.UTF8.GetString(line);
        var read = LogEventReader.TryRead(line, now, out var logEvent) ? logEvent : null;
        // The level is the reader's business: one that made the sink hurry would make a file of fatal events slow.
        return new LogEvent(
            read?.Timestamp ?? now,
            LogEventLevel.Information,
            exception: null,
            new MessageTemplate(text, [new TextToken(text)]),
            keepsProperties && read is not null ? read.Properties.Select(p => new LogEventProperty(p.Key, p.Value)) : []);
    }
}
