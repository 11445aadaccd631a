using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The JSON body of a put, written in UTF-8 as events arrive. A body is a head, entries separated by commas, and a foot. An entry's bytes do not
// depend on its position, so part of a batch can be sent again by concatenating entries.
static class PutLogEventsBody
{
    public const byte Separator = (byte)',';

    // A long has at most 20 characters.
    const int LongestTimestamp = 20;

    public static ReadOnlySpan<byte> Foot => "]}"u8;

    static ReadOnlySpan<byte> EntryHead => "{\"timestamp\":"u8;

    static ReadOnlySpan<byte> EntryMessage => ",\"message\":\""u8;

    static ReadOnlySpan<byte> EntryFoot => "\"}"u8;

    // entity: As ToMember gives it; empty for none.
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

    // Appends one entry, without a separator.
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
        // Names have at most 512 characters, the service's limit. The service refuses longer ones.
        Span<byte> utf8 = stackalloc byte[2048];
        if (Encoding.UTF8.TryGetBytes(name, utf8, out var length)) JsonEscaper.AppendEscaped(body, utf8[..length]);
        else JsonEscaper.AppendEscaped(body, Encoding.UTF8.GetBytes(name));
    }
}
