namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// How often an event was met. Live copies and event ids are counted apart because they are two views of the same events: the larger count is
// how many there are, and therefore how many were shown.
struct SeenEntry
{
    public int LiveCopies;
    public int EventIds;
    public ulong FirstEventId;

    public readonly int Shown => Math.Max(LiveCopies, EventIds);
}
