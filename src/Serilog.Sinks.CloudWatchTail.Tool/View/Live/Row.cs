using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// Writes an event as a row of the list.
static class Row
{
    const int MessageLimit = 500;

    public static void Write(Utf8JsonWriter json, StoredEvent stored, LogEvent logEvent)
    {
        var message = EventText.MessageOf(logEvent);
        var length = TextClip.LengthOf(message, MessageLimit);
        json.WriteStartObject();
        json.WriteNumber("s"u8, stored.Seq);
        json.WriteNumber("t"u8, EventTime.Of(stored.Time));
        json.WriteNumber("l"u8, (int)stored.Level);
        json.WriteString("m"u8, message.AsSpan(0, length));
        if (length < message.Length) json.WriteBoolean("c"u8, true);
        json.WriteNumber("p"u8, stored.Template.Id);
        json.WriteNumber("g"u8, stored.Group.Id);
        json.WriteNumber("n"u8, stored.Stream.Id);
        if (EventText.TypeOf(logEvent.Exception) is { } type) json.WriteString("x"u8, type.AsSpan(0, TextClip.LengthOf(type, MessageLimit)));
        if (logEvent.TraceId is { } trace) json.WriteString("r"u8, trace.ToHexString());
        if (logEvent.SpanId is { } span) json.WriteString("d"u8, span.ToHexString());
        json.WriteEndObject();
    }
}
