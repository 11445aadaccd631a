namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// How much of a block in DetailBlocks is used.
struct DetailBlock
{
    // The next block of the same chain, or the next free one; negative for none.
    public int Next;

    public short Bytes;
    public byte References;

    // Whether there are copies of large strings among the references.
    public bool HoldsCopies;
}
