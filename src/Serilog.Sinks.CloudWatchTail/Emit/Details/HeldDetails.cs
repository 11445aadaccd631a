using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The records of the details that are held, in one chain of blocks for each trace: a record begins where the one before it ends, continues in further
// blocks, and has its references in its first one. Discarding a trace returns its blocks and reads none of its records. Only Read is thread-safe.
sealed class HeldDetails(DetailShapes shapes)
{
    const int None = -1;

    readonly DetailBlocks _blocks = new();
    long _referenced;

    // The memory that all of them keep.
    public long Bytes => ((long)_blocks.Count * DetailBlocks.PerBlock) + _referenced;

    // The most memory that a detail takes where it is the only one of its trace.
    public static long MostBytesOf(DetailEncoder encoded) => ((long)(BlocksFor(encoded.Record.Length) + 1) * DetailBlocks.PerBlock) + encoded.KeptByReferences;

    // Adds an encoded event at the end of a chain. Returns whether all of them keep more memory now. Throws before it is held.
    public bool Add(ref DetailChain chain, DetailEncoder encoded)
    {
        var record = encoded.Record;
        var references = encoded.References;
        var last = chain.Last;
        var room = last == None ? 0 : RoomBehind(in _blocks[last], references.Length);
        if (record.Length <= room && references.IsEmpty && encoded.KeptByReferences == 0)
        {
            ref var target = ref _blocks[last];
            record.CopyTo(_blocks.BytesOf(last)[target.Bytes..]);
            target.Bytes += (short)record.Length;
            chain.Count++;
            return false;
        }

        if (room < record.Length) _blocks.EnsureFree(BlocksFor(record.Length - room));

        // From here on nothing throws.
        if (room == 0) Append(ref chain);
        ref var block = ref _blocks[chain.Last];
        if (!references.IsEmpty)
        {
            references.CopyTo(_blocks.ReferencesOf(chain.Last)[block.References..]);
            block.References += (byte)references.Length;
            block.HoldsCopies |= encoded.HoldsCopies;
            chain.HasReferences = true;
        }

        while (true)
        {
            var some = record[..Math.Min(record.Length, DetailBlocks.BlockBytes - block.Bytes)];
            some.CopyTo(_blocks.BytesOf(chain.Last)[block.Bytes..]);
            block.Bytes += (short)some.Length;
            record = record[some.Length..];
            if (record.IsEmpty) break;
            Append(ref chain);
            block = ref _blocks[chain.Last];
        }

        chain.Count++;
        chain.ReferencedBytes += encoded.KeptByReferences;
        _referenced += encoded.KeptByReferences;
        return true;
    }

    // Discards the first detail.
    public void FreeFirst(ref DetailChain chain)
    {
        var before = chain.First;
        var head = MoveOn(ref chain, out var references, out _, out _);
        _referenced -= head.Bytes;
        chain.ReferencedBytes -= head.Bytes;
        DetailBlocks.Clear(references);
        for (; before != (chain.Count == 0 ? None : chain.First); chain.Blocks--) before = _blocks.Return(before);
        if (chain.Count == 0) chain = DetailChain.Empty;
    }

    // Discards all details.
    public void Free(in DetailChain chain)
    {
        _referenced -= chain.ReferencedBytes;
        _blocks.Return(in chain);
    }

    // Recreates the first event and moves on to the next one, without freeing anything. May be called while details of other chains are added and freed.
    public LogEvent Read(ref DetailChain chain, string key, out StreamHint hint)
    {
        var head = MoveOn(ref chain, out var references, out var block, out var at);
        if (at + head.Length <= DetailBlocks.BlockBytes) return new DetailDecoder(_blocks.BytesOf(block).Slice(at, head.Length), references, shapes, key).Decode(out hint);

        var record = new byte[head.Length];
        for (var rest = record.AsSpan(); !rest.IsEmpty; (block, at) = (_blocks[block].Next, 0))
        {
            var some = _blocks.BytesOf(block)[at..];
            if (some.Length > rest.Length) some = some[..rest.Length];
            some.CopyTo(rest);
            rest = rest[some.Length..];
        }

        return new DetailDecoder(record, references, shapes, key).Decode(out hint);
    }

    // Has the processor fetch what Free needs.
    public void Prefetch(in DetailChain chain)
    {
        if (chain.Count == 0) return;
        _blocks.Prefetch(chain.First);
        _blocks.Prefetch(chain.Last);
    }

    // Gives the memory back if nothing is held.
    public void Trim() => _blocks.Trim();

    // The room for a record's first bytes in a block that is partly filled; 0 where it is to begin in another one.
    static int RoomBehind(in DetailBlock block, int references)
    {
        var room = DetailBlocks.BlockBytes - block.Bytes;
        return room < DetailHead.Size || block.References + references > DetailBlocks.BlockReferences ? 0 : room;
    }

    static int BlocksFor(int bytes) => (bytes + DetailBlocks.BlockBytes - 1) / DetailBlocks.BlockBytes;

    void Append(ref DetailChain chain)
    {
        var block = _blocks.Rent();
        if (chain.Last == None) chain.First = block;
        else _blocks[chain.Last].Next = block;
        chain.Last = block;
        chain.Blocks++;
    }

    // Moves on by one detail. Returns the head of the one that was the first, its references, and where it begins.
    DetailHead MoveOn(ref DetailChain chain, out Span<object?> references, out int block, out int at)
    {
        // Where a block has no further record, the next one begins in the next block.
        if (chain.FirstByte == _blocks[chain.First].Bytes) (chain.First, chain.FirstByte, chain.FirstReference) = (_blocks[chain.First].Next, 0, 0);
        (block, at) = (chain.First, chain.FirstByte);
        var head = MemoryMarshal.Read<DetailHead>(_blocks.BytesOf(block)[at..]);
        references = _blocks.ReferencesOf(block).Slice(chain.FirstReference, head.References);
        chain.FirstReference += head.References;
        chain.Count--;
        var end = at + head.Length;
        for (; end > DetailBlocks.BlockBytes; end -= DetailBlocks.BlockBytes) (chain.First, chain.FirstReference) = (_blocks[chain.First].Next, 0);
        chain.FirstByte = (short)end;
        return head;
    }
}
