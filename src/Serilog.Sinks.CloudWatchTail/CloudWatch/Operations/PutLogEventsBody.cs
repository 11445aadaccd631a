using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// Writes the body of a put as events arrive: a head, entries with a separator between two of them, and a foot. An entry's bytes do not depend on its
// position, so entries can be concatenated anew to send part of a batch again, and its message can be read back. The only place in front of the wire
// that knows in which protocol a sink sends.
abstract class PutLogEventsBody
{
    public static readonly PutLogEventsBody Json = new PutLogEventsJson();

    public static readonly PutLogEventsBody Cbor = new PutLogEventsCbor();

    public static PutLogEventsBody Of(CloudWatchProtocol protocol) => protocol == CloudWatchProtocol.Cbor ? Cbor : Json;

    // What stands between two entries; may be empty.
    public abstract ReadOnlySpan<byte> Separator { get; }

    public abstract ReadOnlySpan<byte> Foot { get; }

    // Returns the entity as a member of a body, for AppendHead.
    public abstract ReadOnlyMemory<byte> MemberOf(PutEntity entity);

    // entity comes from MemberOf; empty for none.
    public abstract void AppendHead(Utf8Buffer body, string logGroupName, string logStreamName, ReadOnlySpan<byte> entity = default);

    // Returns the room that AppendEntry takes: its buffer does not grow, unless the message has more characters to escape than JSON has quotes.
    public abstract int LengthOf(scoped in WrittenText message);

    // Appends one entry without a separator. message may be escaped already where the body is JSON.
    public abstract void AppendEntry(Utf8Buffer body, long timestamp, scoped in WrittenText message);

    // Appends the message of an entry, as it was when the entry was written.
    public abstract void ReadMessage(ReadOnlySpan<byte> entry, Utf8Buffer message);
}
