namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// A trace whose details are held, or sent at once. Times are timestamps.
struct DetailTrace : ISlot
{
    public TraceKey Key;

    // Those that are held.
    public DetailChain Details;

    public int Following
    {
        readonly get => Details.First;
        set => Details.First = value;
    }

    // When its last event came.
    public long LastEvent;

    // Until when its details are sent at once.
    public long OpenUntil;
}
