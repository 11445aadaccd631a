using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>
/// CLEF put together from its public description with Serilog's own value formatter, which the compact formatters use too. Slow and plain: what the
/// fast formatters are held against.
/// </summary>
static class CompactJsonReference
{
    static readonly JsonValueFormatter Values = new(typeTagName: "$type");

    public static byte[] Write(LogEvent logEvent) => Write(logEvent, json =>
    {
        json.Write($"\"@mt\":{Quote(logEvent.MessageTemplate.Text)}");
        var formatted = logEvent.MessageTemplate.Tokens.OfType<PropertyToken>().Where(hole => hole.Format != null).Select(hole => Quote(Render(hole, logEvent))).ToArray();
        if (formatted.Length > 0) json.Write($",\"@r\":[{string.Join(",", formatted)}]");
    });

    public static byte[] WriteRendered(LogEvent logEvent, uint eventId) => Write(logEvent, json =>
        json.Write($"\"@m\":{Quote(logEvent.RenderMessage(CultureInfo.InvariantCulture))},\"@i\":\"{eventId:x8}\""));

    static byte[] Write(LogEvent logEvent, Action<StringWriter> writeMessage)
    {
        var json = new StringWriter();
        json.Write($"{{\"@t\":\"{logEvent.Timestamp.UtcDateTime:O}\",");
        writeMessage(json);
        if (logEvent.Level != LogEventLevel.Information) json.Write($",\"@l\":\"{logEvent.Level}\"");
        if (logEvent.Exception != null) json.Write($",\"@x\":{Quote(logEvent.Exception.ToString())}");
        if (logEvent.TraceId != null) json.Write($",\"@tr\":\"{logEvent.TraceId}\"");
        if (logEvent.SpanId != null) json.Write($",\"@sp\":\"{logEvent.SpanId}\"");
        foreach (var (name, value) in logEvent.Properties)
        {
            json.Write($",{Quote(name.StartsWith('@') ? "@" + name : name)}:");
            Values.Format(value, json);
        }

        json.Write("}");
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    static string Render(PropertyToken hole, LogEvent logEvent)
    {
        var text = new StringWriter();
        hole.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
        return text.ToString();
    }

    static string Quote(string text)
    {
        var quoted = new StringWriter();
        JsonValueFormatter.WriteQuotedJsonString(text, quoted);
        return quoted.ToString();
    }
}
