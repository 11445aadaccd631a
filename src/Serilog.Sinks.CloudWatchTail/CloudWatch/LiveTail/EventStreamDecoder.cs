using System.Buffers.Binary;

namespace Serilog.Sinks.CloudWatchTail.CloudWatch.LiveTail;

/// <summary>
/// Cuts received bytes into event-stream messages. Pure: the caller receives into <see cref="GetBuffer"/>, says how much with
/// <see cref="Advance"/>, and takes messages with <see cref="TryRead"/> until there are none. A message longer than the receive buffer is received
/// straight into its own memory.
/// </summary>
sealed class EventStreamDecoder
{
    // The service sends at most 500 events in a message, which stay far below it; a length is untrusted until its message has come.
    public const int LongestMessage = 24 * 1024 * 1024;

    readonly byte[] _received = new byte[32 * 1024];
    int _start;
    int _end;

    byte[]? _frame;
    int _frameHeadersLength;
    int _frameFilled;

    /// <summary>How many bytes of the message that is not complete yet have come; 0 between two messages.</summary>
    public int Incomplete => _frameFilled + _end - _start;

    public Memory<byte> GetBuffer()
    {
        if (_frame is not null && _start == _end) return _frame.AsMemory(_frameFilled);

        if (_start > 0)
        {
            _received.AsSpan(_start.._end).CopyTo(_received);
            _end -= _start;
            _start = 0;
        }

        return _received.AsMemory(_end);
    }

    public void Advance(int count)
    {
        if (_frame is not null && _start == _end) _frameFilled += count;
        else _end += count;
    }

    /// <summary>Takes the next message. False when more bytes are needed.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a message; nothing that follows can be trusted.</exception>
    public bool TryRead(out EventStreamFrame frame)
    {
        frame = default;
        if (_frame is null && !TryBeginFrame()) return false;

        var bytes = _frame!;
        var available = Math.Min(_end - _start, bytes.Length - _frameFilled);
        if (available > 0)
        {
            _received.AsSpan(_start, available).CopyTo(bytes.AsSpan(_frameFilled));
            _start += available;
            _frameFilled += available;
        }

        if (_frameFilled < bytes.Length) return false;

        _frame = null;
        _frameFilled = 0;
        var content = bytes.AsSpan(0, bytes.Length - EventStreamFrame.TrailerLength);
        if (Crc32.Compute(content) != BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(content.Length)))
            throw new InvalidDataException($"A message of {bytes.Length} bytes has a wrong checksum.");
        frame = new EventStreamFrame(bytes, _frameHeadersLength);
        return true;
    }

    bool TryBeginFrame()
    {
        if (_end - _start < EventStreamFrame.PreludeLength) return false;

        var prelude = _received.AsSpan(_start, EventStreamFrame.PreludeLength);
        var totalLength = BinaryPrimitives.ReadUInt32BigEndian(prelude);
        var headersLength = BinaryPrimitives.ReadUInt32BigEndian(prelude[4..]);
        if (Crc32.Compute(prelude[..8]) != BinaryPrimitives.ReadUInt32BigEndian(prelude[8..]))
            throw new InvalidDataException("A message's prelude has a wrong checksum.");
        if (totalLength > LongestMessage)
            throw new InvalidDataException($"A message of {totalLength} bytes, more than the {LongestMessage} that are taken.");
        if (totalLength < EventStreamFrame.PreludeLength + EventStreamFrame.TrailerLength
            || headersLength > totalLength - EventStreamFrame.PreludeLength - EventStreamFrame.TrailerLength)
            throw new InvalidDataException($"A message of {totalLength} bytes with {headersLength} bytes of headers.");

        _frame = GC.AllocateUninitializedArray<byte>((int)totalLength);
        _frameHeadersLength = (int)headersLength;
        return true;
    }
}
