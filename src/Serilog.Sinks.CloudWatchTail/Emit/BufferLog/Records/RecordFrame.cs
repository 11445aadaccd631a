using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Records;

// The layout of a record in a segment, little-endian: length u32 | checksum of the length u32 | checksum of the payload u32 | payload, where the
// payload is time i64 | length of the stream's name u16 | name | message. The length has its own checksum so that a damaged record costs no other.
// After a wrong length nothing searches for the next record, because a message may contain bytes that look like one.
static class RecordFrame
{
    public const int HeaderLength = 12;

    // The bytes of a record that tell its length.
    public const int LengthAndChecksum = 8;

    // The shortest record, with one character of a name and one of a message.
    public const int MinLength = HeaderLength + PayloadHeadLength + 2;

    public const int MaxLength = HeaderLength + MaxPayloadLength;

    const int PayloadHeadLength = 10;

    // The service allows at most 512 characters in a stream's name, and forbids these.
    const int MaxNameCharacters = 512, MaxNameLength = 4 * MaxNameCharacters;

    // No message is longer than the largest put.
    const int MaxMessageLength = 1_048_576;

    const int MaxPayloadLength = PayloadHeadLength + MaxNameLength + MaxMessageLength;

    static ReadOnlySpan<byte> ForbiddenInNames => ":*"u8;

    // Starts a record in an empty buffer. The caller appends the message and calls End.
    public static void Begin(Utf8Buffer frame, long time, ReadOnlySpan<char> stream)
    {
        var head = frame.GetSpan(HeaderLength + PayloadHeadLength + MaxNameLength);
        Begin(frame, head, time, Encoding.UTF8.GetBytes(stream, head[(HeaderLength + PayloadHeadLength)..]));
    }

    // The same with the name in UTF-8.
    public static void Begin(Utf8Buffer frame, long time, ReadOnlySpan<byte> stream)
    {
        var head = frame.GetSpan(HeaderLength + PayloadHeadLength + stream.Length);
        stream.CopyTo(head[(HeaderLength + PayloadHeadLength)..]);
        Begin(frame, head, time, stream.Length);
    }

    // Completes the record that fills the buffer. seed is the initial value of its checksums, BufferDestination.Seed.
    public static void End(Utf8Buffer frame, uint seed)
    {
        var bytes = frame.WritableSpan;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - HeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Crc32C.Of(bytes[..4], seed));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Crc32C.Of(bytes[HeaderLength..], seed));
    }

    // Parses bytes that start with a record. length is that of the record with its header if it is whole or damaged, and the number of bytes needed
    // to tell if it is incomplete.
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

    static void Begin(Utf8Buffer frame, Span<byte> head, long time, int nameLength)
    {
        BinaryPrimitives.WriteInt64LittleEndian(head[HeaderLength..], time);
        BinaryPrimitives.WriteUInt16LittleEndian(head[(HeaderLength + sizeof(long))..], (ushort)nameLength);
        frame.Advance(HeaderLength + PayloadHeadLength + nameLength);
    }

    // A checksum proves that the bytes are unchanged, not that this library wrote them.
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
