using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>
/// The JSON body of a put, written in UTF-8 as events come. A body is a head, entries with commas between them, and a foot; entries keep their
/// bytes wherever they stand, so that a part of a batch is sent again by concatenation.
/// </summary>
static class PutLogEventsBody
{
    public const byte Separator = (byte)',';

    // A long has at most 20 characters.
    const int LongestTimestamp = 20;

    public static ReadOnlySpan<byte> Foot => "]}"u8;

    static ReadOnlySpan<byte> EntryHead => "{\"timestamp\":"u8;

    static ReadOnlySpan<byte> EntryMessage => ",\"message\":\""u8;

    static ReadOnlySpan<byte> EntryFoot => "\"}"u8;

    public static void AppendHead(Utf8Buffer body, string logGroupName, string logStreamName)
    {
        body.Append("{\"logGroupName\":\""u8);
        AppendName(body, logGroupName);
        body.Append("\",\"logStreamName\":\""u8);
        AppendName(body, logStreamName);
        body.Append("\",\"logEvents\":["u8);
    }

    /// <summary>Appends one entry, without a separator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendEntry(Utf8Buffer body, long timestamp, ReadOnlySpan<byte> message)
    {
        var head = body.GetSpan(EntryHead.Length + LongestTimestamp + EntryMessage.Length);
        EntryHead.CopyTo(head);
        Utf8Formatter.TryFormat(timestamp, head[EntryHead.Length..], out var digits);
        EntryMessage.CopyTo(head[(EntryHead.Length + digits)..]);
        body.Advance(EntryHead.Length + digits + EntryMessage.Length);
        JsonEscaper.AppendEscaped(body, message);
        body.Append(EntryFoot);
    }

    static void AppendName(Utf8Buffer body, string name)
    {
        // Names have at most 512 characters, the service's limit; what is longer is refused there, not here.
        Span<byte> utf8 = stackalloc byte[2048];
        if (Encoding.UTF8.TryGetBytes(name, utf8, out var length)) JsonEscaper.AppendEscaped(body, utf8[..length]);
        else JsonEscaper.AppendEscaped(body, Encoding.UTF8.GetBytes(name));
    }
}
