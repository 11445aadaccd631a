namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// How a block of DetailBlocks is filled.
struct DetailBlock
{
    // The block that follows in the same chain, or in the list of free ones; negative for none.
    public int Next;

    public short Bytes;
    public byte References;

    // Whether there are copies of large strings among the references.
    public bool HoldsCopies;
}
