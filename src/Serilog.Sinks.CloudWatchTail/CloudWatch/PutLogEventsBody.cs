using System.Buffers.Text;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>
/// The JSON body of a put, written in UTF-8 as events come. A body is a head, entries with commas between them, and a foot; entries keep their
/// bytes wherever they stand, so that a part of a batch is sent again by concatenation.
/// </summary>
static class PutLogEventsBody
{
    public const byte Separator = (byte)',';

    public static ReadOnlySpan<byte> Foot => "]}"u8;

    public static void AppendHead(Utf8Buffer body, string logGroupName, string logStreamName)
    {
        body.Append("{\"logGroupName\":\""u8);
        JsonEscaper.AppendEscaped(body, Encoding.UTF8.GetBytes(logGroupName));
        body.Append("\",\"logStreamName\":\""u8);
        JsonEscaper.AppendEscaped(body, Encoding.UTF8.GetBytes(logStreamName));
        body.Append("\",\"logEvents\":["u8);
    }

    /// <summary>Appends one entry, without a separator.</summary>
    public static void AppendEntry(Utf8Buffer body, long timestamp, ReadOnlySpan<byte> message)
    {
        body.Append("{\"timestamp\":"u8);
        Utf8Formatter.TryFormat(timestamp, body.GetSpan(20), out var digits);
        body.Advance(digits);
        body.Append(",\"message\":\""u8);
        JsonEscaper.AppendEscaped(body, message);
        body.Append("\"}"u8);
    }
}
