namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The details of one trace in HeldDetails, in the order in which they came.
struct DetailChain
{
    public static readonly DetailChain Empty = new() { First = -1, Last = -1 };

    // The first and the last block of their records; negative for none.
    public int First, Last;

    // Where the first record and its references begin in the first block, or at its end if they begin the next one.
    public short FirstByte, FirstReference;

    public int Count;

    public int Blocks;

    // Whether there are references in any of the blocks.
    public bool HasReferences;

    // The memory that their references keep.
    public long ReferencedBytes;
}
