namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// How often an event was seen. Live copies and event ids are two views of the same events and are counted separately: the larger count is the number
// of events, and therefore of those shown.
struct SeenEntry
{
    public int LiveCopies;
    public int EventIds;
    public ulong FirstEventId;

    public readonly int Shown => Math.Max(LiveCopies, EventIds);
}
