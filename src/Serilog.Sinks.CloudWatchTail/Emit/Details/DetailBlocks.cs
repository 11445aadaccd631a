using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Numbered blocks of bytes and of references, in segments that stay where they are when more are added. A block that is returned is used again, however
// long its neighbours last. Not thread-safe, but a rented block may be read while others are rented and returned.
sealed class DetailBlocks
{
    // The memory of a block.
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

    // Rents an empty block, for which EnsureFree has taken the memory.
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

    // Takes a block back, and keeps nothing alive that it referred to. Returns the next one of its chain.
    public int Return(int block)
    {
        var next = this[block].Next;
        Clear(block);
        ReturnEmpty(block, block, 1);
        return next;
    }

    // Takes the blocks of a chain back.
    public void Return(in DetailChain chain)
    {
        if (chain.Blocks == 0) return;
        if (chain.HasReferences)
        {
            for (var block = chain.First; block != None; block = this[block].Next) Clear(block);
        }

        ReturnEmpty(chain.First, chain.Last, chain.Blocks);
    }

    // Has the processor fetch what Return reads.
    public void Prefetch(int block) => CacheLines.Prefetch(ref this[block], Unsafe.SizeOf<DetailBlock>());

    // Removes references, and ends the uses of copies of large strings.
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

    void Clear(int block)
    {
        ref var place = ref this[block];
        var references = ReferencesOf(block)[..place.References];
        if (place.HoldsCopies) Clear(references);
        else references.Clear();
    }

    void ReturnEmpty(int first, int last, int blocks)
    {
        this[last].Next = _firstFree;
        _firstFree = first;
        _free += blocks;
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
