using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// Encodes one message of application/vnd.amazon.eventstream.
//
// Big-endian: the message's length, the headers' length, a CRC of these eight bytes, the headers, the payload, and a CRC of everything before it. A
// header is the length of its name, its name, the type 7 for a string, and the text after its two-byte length.
static class EventStreamMessage
{
    public const int PreludeLength = 12;
    public const int ChecksumLength = 4;
    const byte StringType = 7;

    public static byte[] Encode(ReadOnlySpan<(string Name, string Value)> headers, ReadOnlySpan<byte> payload)
    {
        var headerBytes = new ArrayBufferWriter<byte>(128);
        foreach (var (name, value) in headers) WriteHeader(headerBytes, name, value);

        var message = new byte[PreludeLength + headerBytes.WrittenCount + payload.Length + ChecksumLength];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), headerBytes.WrittenCount);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), Crc32.Compute(message.AsSpan(0, 8)));
        headerBytes.WrittenSpan.CopyTo(message.AsSpan(PreludeLength));
        payload.CopyTo(message.AsSpan(PreludeLength + headerBytes.WrittenCount));
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(message.Length - ChecksumLength), Crc32.Compute(message.AsSpan(0, message.Length - ChecksumLength)));
        return message;
    }

    static void WriteHeader(ArrayBufferWriter<byte> output, string name, string value)
    {
        var nameLength = Encoding.UTF8.GetByteCount(name);
        var valueLength = Encoding.UTF8.GetByteCount(value);
        var span = output.GetSpan(1 + nameLength + 1 + 2 + valueLength);
        span[0] = (byte)nameLength;
        Encoding.UTF8.GetBytes(name, span[1..]);
        span[1 + nameLength] = StringType;
        BinaryPrimitives.WriteUInt16BigEndian(span[(2 + nameLength)..], (ushort)valueLength);
        Encoding.UTF8.GetBytes(value, span[(4 + nameLength)..]);
        output.Advance(4 + nameLength + valueLength);
    }
}
