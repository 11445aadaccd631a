using System.Globalization;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;
using Serilog.Sinks.CloudWatchTail.Tool.View.Store;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// The data of the feed's messages, apart from rows.
static class FeedJson
{
    public static void WriteNames(Utf8JsonWriter json, string kind, IEnumerable<Name> names)
    {
        json.WriteStartObject(kind);
        foreach (var name in names) json.WriteString(name.Id.ToString(CultureInfo.InvariantCulture), name.Text);
        json.WriteEndObject();
    }

    public static void WriteNotice(Utf8JsonWriter json, Notice notice)
    {
        json.WriteString("kind"u8, notice.Kind);
        json.WriteString("text"u8, notice.Text);
        json.WriteNumber("at"u8, EventTime.Of(notice.At));
        json.WriteString("severity"u8, notice.Severity);
    }

    public static void WriteStatus(Utf8JsonWriter json, FeedSources sources, TailStatus status, long matched)
    {
        json.WriteNumber("stored"u8, sources.Store.Count);
        json.WriteNumber("storedBytes"u8, sources.Store.Bytes);
        json.WriteNumber("dropped"u8, sources.Store.Dropped);
        json.WriteNumber("firstSeq"u8, sources.Store.FirstSeq);
        json.WriteNumber("lastSeq"u8, sources.Store.LastSeq);
        json.WriteNumber("rate"u8, Math.Round(sources.Sink.Rate, 1));
        if (sources.Sink.Lag is { } lag) json.WriteNumber("lag"u8, Math.Round(lag.TotalMilliseconds));
        else json.WriteNull("lag"u8);
        WriteTail(json, status);
        json.WriteNumber("matched"u8, matched);
    }

    // The members that the feed's status and the state have in common.
    public static void WriteTail(Utf8JsonWriter json, TailStatus status)
    {
        json.WriteString("state"u8, status.State);
        json.WriteStartArray("groups"u8);
        foreach (var group in status.Groups) json.WriteStringValue(group);
        json.WriteEndArray();
        json.WriteString("failure"u8, status.Failure);
    }
}
