using System.Buffers;
using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// The bytes of a put's body, in chunks. In one array that grows they would be copied again and again, and the arrays left behind, most of them on the
// large object heap, would take several times the memory of the bodies themselves. An entry is always in one chunk, which is longer if it must be.
sealed class PackedBody(BodyChunks pool) : IDisposable
{
    // The first chunk begins small, because many streams have a few events each.
    const int FirstBytes = 4 * 1024;

    // Stays free at the end of a chunk, for a separator or a foot.
    const int SpareBytes = 16;

    readonly List<BodyChunk> _chunks = [new BodyChunk(FirstBytes)];

    // The buffer of the last chunk, to which bytes are appended.
    public Utf8Buffer Last { get; private set; } = null!;

    // The end of the content, to which CutTo returns.
    public (int Chunk, int Length) End => (_chunks.Count - 1, Last.Length);

    // The finished body.
    public ReadOnlySequence<byte> Bytes => new(_chunks[0], 0, _chunks[^1], _chunks[^1].Memory.Length);

    public void Begin() => Last = _chunks[0].Bytes;

    public ReadOnlySpan<byte> Slice(int chunk, int start, int length) => _chunks[chunk].Bytes.WrittenSpan.Slice(start, length);

    // Returns the buffer for the next entry, of about this length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Utf8Buffer RoomFor(int bytes) => Last.Length + bytes <= BodyChunks.ChunkBytes - SpareBytes ? Last : NextChunk(bytes);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void CutTo((int Chunk, int Length) end)
    {
        while (_chunks.Count - 1 > end.Chunk) RemoveLast();
        Last = _chunks[^1].Bytes;
        Last.Truncate(end.Length);
    }

    // Makes the body one sequence.
    public void Finish()
    {
        BodyChunk? previous = null;
        foreach (var chunk in _chunks)
        {
            chunk.Follow(previous);
            previous = chunk;
        }
    }

    // Empties the body. Nothing may refer to its bytes any more.
    public void Clear()
    {
        while (_chunks.Count > 1) RemoveLast();
        _chunks[0].Clear();
        if (_chunks[0].Bytes.Capacity > BodyChunks.ChunkBytes) _chunks[0].Bytes.Release();
        Begin();
    }

    public void Dispose()
    {
        Clear();
        _chunks[0].Bytes.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    Utf8Buffer NextChunk(int bytes)
    {
        // The chunk must be in the list before it counts as the last one.
        _chunks.EnsureCapacity(_chunks.Count + 1);
        var chunk = pool.Rent(bytes + SpareBytes);
        _chunks.Add(chunk);
        return Last = chunk.Bytes;
    }

    void RemoveLast()
    {
        var last = _chunks[^1];
        _chunks.RemoveAt(_chunks.Count - 1);
        pool.Return(last);
    }
}
