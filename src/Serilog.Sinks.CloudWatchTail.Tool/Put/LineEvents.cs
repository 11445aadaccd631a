using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// Turns a line into an event. Its text is the line itself, which LineFormatter sends; its time is the line's, if the line is JSON, CLEF or another
// known format, and the current time otherwise. keepsProperties tells whether the stream's template may use properties of the line.
sealed class LineEvents(bool keepsProperties, TimeProvider timeProvider)
{
    public LogEvent Read(ReadOnlySpan<byte> line)
    {
        var now = timeProvider.GetUtcNow();
        var text = Encoding.UTF8.GetString(line);
        var read = LogEventReader.TryRead(line, now, out var logEvent) ? logEvent : null;
        // The level is for readers only: if fatal events made the sink flush, a file of them would be slow to send.
        return new LogEvent(
            read?.Timestamp ?? now,
            LogEventLevel.Information,
            exception: null,
            new MessageTemplate(text, [new TextToken(text)]),
            keepsProperties && read is not null ? read.Properties.Select(p => new LogEventProperty(p.Key, p.Value)) : []);
    }
}
