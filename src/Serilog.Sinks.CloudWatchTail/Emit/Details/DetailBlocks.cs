using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Numbered blocks of bytes and of references, in segments that stay where they are when more are added. A block that is returned is used again, however
// long its neighbours last. Not thread-safe, but a rented block may be read while others are rented and returned.
sealed class DetailBlocks
{
    // What a block takes, roughly, in bytes.
    public const int PerBlock = BlockBytes + (8 * BlockReferences) + 8;

    public const int BlockBytes = 512, BlockReferences = DetailEncoder.MostReferences;

    const int None = -1, SegmentBits = 7, SegmentSize = 1 << SegmentBits;

    Segment[] _segments = [];
    int _firstFree = None;
    int _free;

    // Blocks that are rented.
    public int Count => (_segments.Length * SegmentSize) - _free;

    public ref DetailBlock this[int block]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _segments[block >> SegmentBits].Blocks[block & (SegmentSize - 1)];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> BytesOf(int block) => _segments[block >> SegmentBits].Bytes.AsSpan((block & (SegmentSize - 1)) * BlockBytes, BlockBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<object?> ReferencesOf(int block) => _segments[block >> SegmentBits].References.AsSpan((block & (SegmentSize - 1)) * BlockReferences, BlockReferences);

    // Takes the memory for so many blocks, so that renting them cannot fail.
    public void EnsureFree(int blocks)
    {
        while (_free < blocks) Grow();
    }

    // Rents a block that EnsureFree has made sure of. It is empty.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Rent()
    {
        var block = _firstFree;
        ref var place = ref this[block];
        _firstFree = place.Next;
        place = new DetailBlock { Next = None };
        _free--;
        return block;
    }

    // Returns a block, and keeps nothing alive that it referred to. The next one of its chain.
    public int Return(int block)
    {
        ref var place = ref this[block];
        var next = place.Next;
        var references = ReferencesOf(block)[..place.References];
        if (place.HoldsCopies) Clear(references);
        else references.Clear();
        place.Next = _firstFree;
        _firstFree = block;
        _free++;
        Prefetch(BytesOf(block));
        return next;
    }

    // What is held exceeds the processor's caches, and a block that is returned where there is no room is rented again soon: then its lines are here.
    static unsafe void Prefetch(Span<byte> bytes)
    {
        if (!Sse.IsSupported) return;
        for (var i = 0; i < BlockBytes; i += 64) Sse.Prefetch0(Unsafe.AsPointer(ref bytes[i]));
    }

    // Forgets what is referred to; uses of copies of large strings end.
    public static void Clear(Span<object?> references)
    {
        foreach (var reference in references) DetailEncoder.EndUse(reference);
        references.Clear();
    }

    // Gives the memory back if no block is rented.
    public void Trim()
    {
        if (Count > 0) return;
        (_segments, _firstFree, _free) = ([], None, 0);
    }

    void Grow()
    {
        var first = _segments.Length * SegmentSize;
        _segments = [.. _segments, new Segment()];
        for (var block = first + SegmentSize - 1; block >= first; block--)
        {
            this[block].Next = _firstFree;
            _firstFree = block;
        }

        _free += SegmentSize;
    }

    sealed class Segment
    {
        public readonly byte[] Bytes = GC.AllocateUninitializedArray<byte>(SegmentSize * BlockBytes);
        public readonly object?[] References = new object?[SegmentSize * BlockReferences];
        public readonly DetailBlock[] Blocks = new DetailBlock[SegmentSize];
    }
}
