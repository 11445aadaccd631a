using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Cbor;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The body of a put as CBOR: messages stand in it as they are. The array of events has no count in front, because it grows until the batch is sealed.
sealed class PutLogEventsCbor : PutLogEventsBody
{
    // The number of members without an entity.
    const byte Members = 3;

    public override ReadOnlySpan<byte> Separator => default;

    // Ends the array of events.
    public override ReadOnlySpan<byte> Foot => [CborHead.Break];

    // The names of an entry's two members behind their heads, which happen to be letters: 0x69 begins a text of nine bytes, 0x67 one of seven.
    static ReadOnlySpan<byte> TimestampName => "itimestamp"u8;

    static ReadOnlySpan<byte> MessageName => "gmessage"u8;

    // All of an entry but its timestamp and its message.
    static int NamesLength => 1 + TimestampName.Length + MessageName.Length;

    public override ReadOnlyMemory<byte> MemberOf(PutEntity entity)
    {
        using var json = new Utf8Buffer();
        entity.WriteJson(json);
        using var member = new Utf8Buffer();
        JsonToCbor.AppendText(member, "entity");
        JsonToCbor.Append(member, json.WrittenSpan);
        return member.WrittenSpan.ToArray();
    }

    public override void AppendHead(Utf8Buffer body, string logGroupName, string logStreamName, ReadOnlySpan<byte> entity)
    {
        body.Append((byte)(CborHead.SmallMap + Members + (entity.IsEmpty ? 0 : 1)));
        JsonToCbor.AppendText(body, "logGroupName");
        JsonToCbor.AppendText(body, logGroupName);
        JsonToCbor.AppendText(body, "logStreamName");
        JsonToCbor.AppendText(body, logStreamName);
        body.Append(entity);
        JsonToCbor.AppendText(body, "logEvents");
        body.Append(CborHead.IndefiniteArray);
    }

    public override int LengthOf(scoped in WrittenText message) => NamesLength + (2 * CborHead.Longest) + message.Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AppendEntry(Utf8Buffer body, long timestamp, scoped in WrittenText message)
    {
        var entry = body.GetSpan(NamesLength + (2 * CborHead.Longest) + message.Length);
        entry[0] = CborHead.SmallMap + 2;
        TimestampName.CopyTo(entry[1..]);
        var length = 1 + TimestampName.Length;
        length += CborHead.WriteInteger(entry[length..], timestamp);
        MessageName.CopyTo(entry[length..]);
        length += MessageName.Length;
        length += CborHead.Write(entry[length..], CborMajor.Text, (ulong)message.Length);
        message.Bytes.CopyTo(entry[length..]);
        body.Advance(length + message.Length);
    }

    public override void ReadMessage(ReadOnlySpan<byte> entry, Utf8Buffer message)
    {
        var rest = entry[(1 + TimestampName.Length)..];
        CborHead.TryRead(rest, out var timestamp);
        rest = rest[(timestamp.Length + MessageName.Length)..];
        CborHead.TryRead(rest, out var text);
        message.Append(rest[text.Length..]);
    }
}
