using System.Buffers.Binary;
using System.Numerics;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.EventStream;

// Splits received bytes into event-stream messages. Does no I/O: the caller receives into GetBuffer, reports the count to
// Advance, and takes messages with TryRead until it returns false.
sealed class EventStreamDecoder
{
    // The longest message accepted. The service sends at most 500 events in a message, far below this limit.
    public const int LongestMessage = 24 * 1024 * 1024;

    const int UsualBuffer = 64 * 1024;

    byte[] _received = new byte[UsualBuffer];
    int _start;
    int _end;

    // The number of bytes received of an incomplete message; 0 between messages.
    public int Incomplete => _end - _start;

    // Whether the first message is complete, by the length in its prelude.
    public bool HasMessage =>
        Incomplete >= EventStreamFrame.PreludeLength && Incomplete >= BinaryPrimitives.ReadUInt32BigEndian(_received.AsSpan(_start));

    // The buffer to receive into next; never empty.
    public Memory<byte> GetBuffer() => _received.AsMemory(_end);

    public void Advance(int count) => _end += count;

    // Takes the next message, which stays valid until the next call. Returns false when more bytes are needed. Throws InvalidDataException if the
    // bytes are not a message; nothing after them can be trusted.
    public bool TryRead(out EventStreamFrame frame)
    {
        frame = default;
        var received = _received.AsSpan(_start.._end);
        if (received.Length < EventStreamFrame.PreludeLength)
        {
            MakeRoom(EventStreamFrame.PreludeLength);
            return false;
        }

        // The prelude has its own checksum, so its length can be trusted before the message is complete.
        var (length, headersLength) = ReadPrelude(received);
        if (received.Length < length)
        {
            MakeRoom(length);
            return false;
        }

        var content = received[..(length - EventStreamFrame.TrailerLength)];
        if (Crc32.Compute(content) != BinaryPrimitives.ReadUInt32BigEndian(received[content.Length..]))
            throw new InvalidDataException($"The checksum of a message of {length} bytes is wrong.");

        _start += length;
        frame = new EventStreamFrame(received[..length], headersLength);
        return true;
    }

    static (int Length, int HeadersLength) ReadPrelude(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var headersLength = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        if (Crc32.Compute(bytes[..8]) != BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]))
            throw new InvalidDataException("The checksum of a message's prelude is wrong.");
        if (length > LongestMessage)
            throw new InvalidDataException($"A message has {length} bytes, more than the {LongestMessage} allowed.");
        if (length < EventStreamFrame.Overhead || headersLength > length - EventStreamFrame.Overhead)
            throw new InvalidDataException($"A message of {length} bytes cannot have {headersLength} bytes of headers.");
        return ((int)length, (int)headersLength);
    }

    // Makes room for a message of this length. The length is unproven, so the buffer grows only as bytes arrive.
    void MakeRoom(int length)
    {
        length = Math.Min(length, Math.Max(UsualBuffer, 2 * Incomplete));
        if (_start + length <= _received.Length && _end < _received.Length) return;

        // A long message must not keep a large buffer alive for the hours of a session.
        var incomplete = _received.AsSpan(_start.._end);
        var target = length > _received.Length ? new byte[(int)BitOperations.RoundUpToPowerOf2((uint)length)]
            : length <= UsualBuffer && _received.Length > UsualBuffer ? new byte[UsualBuffer]
            : _received;
        incomplete.CopyTo(target);
        _end = incomplete.Length;
        _start = 0;
        _received = target;
    }
}
