using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Writes the JSON body of a put in UTF-8 as events arrive: a head, entries separated by commas, and a foot. An entry's bytes do not depend on its
// position, so entries can be concatenated anew to send part of a batch again.
static class PutLogEventsBody
{
    public const byte Separator = (byte)',';

    // A long has at most 20 characters.
    const int LongestTimestamp = 20;

    public static ReadOnlySpan<byte> Foot => "]}"u8;

    static ReadOnlySpan<byte> EntryHead => "{\"timestamp\":"u8;

    static ReadOnlySpan<byte> EntryMessage => ",\"message\":\""u8;

    static ReadOnlySpan<byte> EntryFoot => "\"}"u8;

    // entity comes from PutEntity.ToMember; empty for none.
    public static void AppendHead(Utf8Buffer body, string logGroupName, string logStreamName, ReadOnlySpan<byte> entity = default)
    {
        body.Append("{\"logGroupName\":\""u8);
        AppendName(body, logGroupName);
        body.Append("\",\"logStreamName\":\""u8);
        AppendName(body, logStreamName);
        body.Append("\","u8);
        body.Append(entity);
        body.Append("\"logEvents\":["u8);
    }

    // Appends one entry without a separator.
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
        // The service refuses names of more than 512 characters.
        Span<byte> utf8 = stackalloc byte[2048];
        if (Encoding.UTF8.TryGetBytes(name, utf8, out var length)) JsonEscaper.AppendEscaped(body, utf8[..length]);
        else JsonEscaper.AppendEscaped(body, Encoding.UTF8.GetBytes(name));
    }
}
