using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// Where a group begins in this run, by the options and the checkpoint of an earlier run.
static class ResumePoint
{
    // asked: The start that the options ask for.
    // left: The checkpoint of the group, if there is one.
    public static TailStart For(TailStart asked, GroupCheckpoint? left, TimeSpan overlap)
    {
        if (left is null) return asked;
        // A clock that was fast when the checkpoint was taken must not put the beginning into the future.
        var from = (left.CompleteUntil < asked.Began ? left.CompleteUntil : asked.Began) - overlap;
        // The overlap may have been shorter then. Older events were handed over, but cannot be told from new ones.
        if (left.RememberedFrom > from && left.RememberedFrom <= asked.Began) from = left.RememberedFrom;
        return new TailStart(asked.History > from ? asked.History : from, asked.Began, left.Start);
    }
}
