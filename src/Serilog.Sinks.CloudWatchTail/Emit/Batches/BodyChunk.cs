using System.Buffers;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// A part of a put's body: a buffer while the body is written, a segment of it once it is finished.
sealed class BodyChunk(int capacity) : ReadOnlySequenceSegment<byte>
{
    public Utf8Buffer Bytes { get; } = new(capacity);

    // Makes it the next segment after another one, or the first.
    public void Follow(BodyChunk? previous)
    {
        Memory = Bytes.WrittenMemory;
        Next = null;
        RunningIndex = 0;
        if (previous is null) return;
        RunningIndex = previous.RunningIndex + previous.Memory.Length;
        previous.Next = this;
    }

    // Empties it. Nothing may refer to its bytes any more.
    public void Clear()
    {
        Memory = default;
        Next = null;
        Bytes.Clear();
    }
}
