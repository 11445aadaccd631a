using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The body of a put as JSON, in UTF-8.
sealed class PutLogEventsJson : PutLogEventsBody
{
    // A long has at most 20 characters.
    const int LongestTimestamp = 20;

    public override ReadOnlySpan<byte> Separator => ","u8;

    public override ReadOnlySpan<byte> Foot => "]}"u8;

    static ReadOnlySpan<byte> EntryHead => "{\"timestamp\":"u8;

    static ReadOnlySpan<byte> EntryMessage => ",\"message\":\""u8;

    static ReadOnlySpan<byte> EntryFoot => "\"}"u8;

    public override ReadOnlyMemory<byte> MemberOf(PutEntity entity)
    {
        using var member = new Utf8Buffer();
        member.Append("\"entity\":"u8);
        entity.WriteJson(member);
        member.Append(","u8);
        return member.WrittenSpan.ToArray();
    }

    public override void AppendHead(Utf8Buffer body, string logGroupName, string logStreamName, ReadOnlySpan<byte> entity)
    {
        body.Append("{\"logGroupName\":\""u8);
        AppendName(body, logGroupName);
        body.Append("\",\"logStreamName\":\""u8);
        AppendName(body, logStreamName);
        body.Append("\","u8);
        body.Append(entity);
        body.Append("\"logEvents\":["u8);
    }

    public override int LengthOf(scoped in WrittenText message) =>
        EntryHead.Length + LongestTimestamp + EntryMessage.Length + EntryFoot.Length
        + (message.IsEscaped ? message.Bytes.Length : JsonEscaper.RoomFor(message.Bytes.Length));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendEntry(Utf8Buffer body, long timestamp, scoped in WrittenText message)
    {
        var head = body.GetSpan(EntryHead.Length + LongestTimestamp + EntryMessage.Length);
        EntryHead.CopyTo(head);
        Utf8Formatter.TryFormat(timestamp, head[EntryHead.Length..], out var digits);
        EntryMessage.CopyTo(head[(EntryHead.Length + digits)..]);
        body.Advance(EntryHead.Length + digits + EntryMessage.Length);
        if (message.IsEscaped) body.Append(message.Bytes);
        else JsonEscaper.AppendEscaped(body, message.Bytes);
        body.Append(EntryFoot);
    }

    public override void ReadMessage(ReadOnlySpan<byte> entry, Utf8Buffer message)
    {
        var reader = new Utf8JsonReader(entry);
        while (reader.Read() && reader.TokenType != JsonTokenType.String)
        {
        }

        message.Advance(reader.CopyString(message.GetSpan(reader.ValueSpan.Length)));
    }

    static void AppendName(Utf8Buffer body, string name)
    {
        // The service refuses names of more than 512 characters.
        Span<byte> utf8 = stackalloc byte[2048];
        if (Encoding.UTF8.TryGetBytes(name, utf8, out var length)) JsonEscaper.AppendEscaped(body, utf8[..length]);
        else JsonEscaper.AppendEscaped(body, Encoding.UTF8.GetBytes(name));
    }
}
