using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

/// <summary>
/// How a record stands in a segment, little-endian: <c>length u32 | checksum of the length u32 | checksum of the payload u32 | payload</c>, and the
/// payload is <c>time i64 | length of the stream's name u16 | name | message</c>. The length has a checksum so that a record whose bytes have changed
/// takes no other one along. Nothing searches for the next record once a length is wrong: a message may hold what looks like one.
/// </summary>
static class RecordFrame
{
    public const int HeaderLength = 12;

    /// <summary>The shortest record that is ever written: one character of a name and one of a message.</summary>
    public const int MinLength = HeaderLength + PayloadHeadLength + 2;

    /// <summary>The longest record.</summary>
    public const int MaxLength = HeaderLength + MaxPayloadLength;

    const int PayloadHeadLength = 10;

    /// <summary>A stream's name has at most 512 characters, and none of these: the service's rule.</summary>
    const int MaxNameCharacters = 512, MaxNameLength = 4 * MaxNameCharacters;

    /// <summary>No message is longer than the largest put.</summary>
    const int MaxMessageLength = 1_048_576;

    const int MaxPayloadLength = PayloadHeadLength + MaxNameLength + MaxMessageLength;

    static ReadOnlySpan<byte> ForbiddenInNames => ":*"u8;

    /// <summary>Begins a record in an empty buffer; the message is to be appended, and <see cref="End"/> to be called.</summary>
    public static void Begin(Utf8Buffer frame, long time, ReadOnlySpan<char> stream)
    {
        var head = frame.GetSpan(HeaderLength + PayloadHeadLength + MaxNameLength);
        BinaryPrimitives.WriteInt64LittleEndian(head[HeaderLength..], time);
        var name = Encoding.UTF8.GetBytes(stream, head[(HeaderLength + PayloadHeadLength)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(head[(HeaderLength + sizeof(long))..], (ushort)name);
        frame.Advance(HeaderLength + PayloadHeadLength + name);
    }

    /// <summary>Completes the record that is all of the buffer.</summary>
    /// <param name="seed">Where the checksums begin: <see cref="BufferDestination.Seed"/>.</param>
    public static void End(Utf8Buffer frame, uint seed)
    {
        var bytes = frame.WritableSpan;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - HeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Crc32C.Of(bytes[..4], seed));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Crc32C.Of(bytes[HeaderLength..], seed));
    }

    /// <summary>Looks at the bytes that begin with a record.</summary>
    /// <param name="length">The length of the record with its header, if it is whole or damaged; how many bytes it takes to tell, if it is incomplete.</param>
    public static FrameStatus Read(ReadOnlySpan<byte> bytes, uint seed, out int length, out BufferRecord record)
    {
        record = default;
        length = HeaderLength;
        if (bytes.Length < HeaderLength) return FrameStatus.Incomplete;

        var payloadLength = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Crc32C.Of(bytes[..4], seed)) return FrameStatus.Unframed;
        if (payloadLength is < PayloadHeadLength or > MaxPayloadLength) return FrameStatus.Unframed;
        length = HeaderLength + payloadLength;
        if (bytes.Length < length) return FrameStatus.Incomplete;

        var payload = bytes.Slice(HeaderLength, payloadLength);
        var sound = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) == Crc32C.Of(payload, seed);
        return sound && TryReadPayload(payload, out record) ? FrameStatus.Whole : FrameStatus.Damaged;
    }

    // A checksum says that the bytes are those that were written, and not that the library wrote them.
    static bool TryReadPayload(ReadOnlySpan<byte> payload, out BufferRecord record)
    {
        record = default;
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(payload[sizeof(long)..]);
        var rest = payload[PayloadHeadLength..];
        if (nameLength is 0 or > MaxNameLength || nameLength >= rest.Length) return false;
        var name = rest[..nameLength];
        var message = rest[nameLength..];
        if (!Utf8.IsValid(name) || Encoding.UTF8.GetCharCount(name) > MaxNameCharacters || name.ContainsAny(ForbiddenInNames)) return false;
        if (message.Length > MaxMessageLength || !Utf8.IsValid(message)) return false;
        record = new BufferRecord(BinaryPrimitives.ReadInt64LittleEndian(payload), name, message);
        return true;
    }
}
