namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// The details of one trace in HeldDetails, in the order in which they came.
struct DetailChain
{
    public static readonly DetailChain Empty = new() { First = -1, Last = -1 };

    // The blocks that their records fill; negative for none.
    public int First, Last;

    // Where the first record begins in the first block, and its references.
    public short FirstByte, FirstReference;

    public int Count;

    // The memory that their references keep.
    public long ReferencedBytes;
}
