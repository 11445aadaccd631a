using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Detail;

// Writes all that is known of one event.
static class EventDetail
{
    public static void Write(Utf8JsonWriter json, StoredEvent stored)
    {
        var logEvent = stored.Read();
        json.WriteNumber("seq"u8, stored.Seq);
        json.WriteNumber("time"u8, EventTime.Of(stored.Time));
        json.WriteString("timeText"u8, stored.Time.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("level"u8, stored.Level.ToString());
        json.WriteString("message"u8, EventText.MessageOf(logEvent));
        json.WriteString("template"u8, logEvent.MessageTemplate.Text);
        json.WriteNumber("templateId"u8, stored.Template.Id);
        json.WritePropertyName("properties"u8);
        new PropertyTree(json).Write(logEvent.Properties);
        json.WriteString("exception"u8, logEvent.Exception?.ToString());
        json.WriteString("exceptionType"u8, EventText.TypeOf(logEvent.Exception));
        json.WriteString("raw"u8, Encoding.UTF8.GetString(stored.Message));
        WriteOrigin(json, stored);
        json.WriteString("traceId"u8, logEvent.TraceId?.ToHexString());
        json.WriteString("spanId"u8, logEvent.SpanId?.ToHexString());
    }

    static void WriteOrigin(Utf8JsonWriter json, StoredEvent stored)
    {
        json.WriteString("group"u8, stored.Group.Text);
        json.WriteNumber("groupId"u8, stored.Group.Id);
        json.WriteString("stream"u8, stored.Stream.Text);
        json.WriteNumber("streamId"u8, stored.Stream.Id);
        json.WriteNumber("ingestionTime"u8, stored.IngestionTime);
        json.WriteString("ingestionText"u8, DateTimeOffset.FromUnixTimeMilliseconds(stored.IngestionTime).ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("lag"u8, stored.IngestionTime - EventTime.Of(stored.Time));
        json.WriteBoolean("sampled"u8, stored.Sampled);
        json.WriteBoolean("filled"u8, stored.Backfilled);
    }
}
