namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// The chunks that all bodies of a sink share. They are of one size, so that a body takes the memory that it fills, whatever the bodies before it took.
// Not thread-safe.
sealed class BodyChunks
{
    // The longest array that does not live on the large object heap, as pools have them.
    public const int ChunkBytes = 64 * 1024;

    // The most that are kept for the next bodies: as much memory as a queue of the default size fills. Fewer would leave garbage that outlives many
    // collections.
    const int Kept = 1_024;

    // Allocated at full size, because giving a chunk back must not fail for lack of memory.
    readonly Stack<BodyChunk> _free = new(Kept);

    public bool IsEmpty => _free.Count == 0;

    // Returns a chunk with room for so many bytes.
    public BodyChunk Rent(int bytes)
    {
        if (bytes > ChunkBytes) return new BodyChunk(bytes);
        return _free.TryPop(out var chunk) ? chunk : new BodyChunk(ChunkBytes);
    }

    public void Return(BodyChunk chunk)
    {
        chunk.Clear();

        // One of another size was made for a long message.
        if (chunk.Bytes.Capacity == ChunkBytes && _free.Count < Kept) _free.Push(chunk);
        else chunk.Bytes.Dispose();
    }

    // Releases memory once the sink is idle.
    public void Trim()
    {
        while (_free.TryPop(out var chunk)) chunk.Bytes.Dispose();
    }
}
