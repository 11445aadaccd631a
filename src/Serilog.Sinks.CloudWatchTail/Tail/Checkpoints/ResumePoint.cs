using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// Decides where a group starts in this run, from the options and an earlier run's checkpoint.
static class ResumePoint
{
    // asked is the start that the options request; left is the group's checkpoint, if any.
    public static TailStart For(TailStart asked, GroupCheckpoint? left, TimeSpan overlap)
    {
        if (left is null) return asked;
        // If the clock was fast when the checkpoint was taken, the start must not be in the future.
        var from = (left.CompleteUntil < asked.Began ? left.CompleteUntil : asked.Began) - overlap;
        // The overlap may have been shorter then. Older events were handed over but cannot be told from new ones.
        if (left.RememberedFrom > from && left.RememberedFrom <= asked.Began) from = left.RememberedFrom;
        return new TailStart(asked.History > from ? asked.History : from, asked.Began, left.Start);
    }
}
