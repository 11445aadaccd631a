using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;

// One complete event-stream message with valid checksums: prelude, headers, payload, checksum.
readonly ref struct EventStreamFrame(ReadOnlySpan<byte> bytes, int headersLength)
{
    // The message's length, the headers' length, and a checksum of both.
    public const int PreludeLength = 12;

    // The checksum at the end of the message.
    public const int TrailerLength = 4;

    // The length of a message without headers or payload.
    public const int Overhead = PreludeLength + TrailerLength;

    // The header types that need special handling; the others are numbers of a fixed length.
    const byte True = 0, False = 1, Bytes = 6, String = 7;

    static ReadOnlySpan<byte> FixedLengths => [0, 0, 1, 2, 4, 8, 0, 0, 8, 16];

    readonly ReadOnlySpan<byte> _bytes = bytes;

    public ReadOnlySpan<byte> Payload => _bytes[(PreludeLength + headersLength)..^TrailerLength];

    ReadOnlySpan<byte> Headers => _bytes.Slice(PreludeLength, headersLength);

    // Finds a header by name; the first of repeated ones counts. Formats values of other types as text. Throws InvalidDataException if the headers
    // cannot be read.
    public bool TryGetHeader(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var rest = Headers;
        while (!rest.IsEmpty)
        {
            var key = Take(ref rest, Take(ref rest, 1)[0]);
            var type = Take(ref rest, 1)[0];
            if (type >= FixedLengths.Length) throw new InvalidDataException($"A header has the unknown type {type}.");
            var length = type is Bytes or String ? BinaryPrimitives.ReadUInt16BigEndian(Take(ref rest, 2)) : FixedLengths[type];
            var content = Take(ref rest, length);
            if (!key.SequenceEqual(name)) continue;

            value = type switch
            {
                String or Bytes => content,
                True => "true"u8,
                False => "false"u8,
                _ => Encoding.UTF8.GetBytes(Number(content)),
            };
            return true;
        }

        value = default;
        return false;
    }

    // Returns a header as text, or null. Throws InvalidDataException if the headers cannot be read.
    public string? GetHeader(ReadOnlySpan<byte> name) => TryGetHeader(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    static string Number(ReadOnlySpan<byte> bigEndian) => bigEndian.Length switch
    {
        1 => Text((sbyte)bigEndian[0]),
        2 => Text(BinaryPrimitives.ReadInt16BigEndian(bigEndian)),
        4 => Text(BinaryPrimitives.ReadInt32BigEndian(bigEndian)),
        8 => Text(BinaryPrimitives.ReadInt64BigEndian(bigEndian)),
        _ => new Guid(bigEndian, bigEndian: true).ToString(),
    };

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> rest, int length)
    {
        if (length > rest.Length) throw new InvalidDataException("A header extends beyond the end of the headers.");
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
