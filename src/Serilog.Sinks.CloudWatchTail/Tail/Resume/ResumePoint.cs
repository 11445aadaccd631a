using Serilog.Sinks.CloudWatchTail.Tail.Filling;

namespace Serilog.Sinks.CloudWatchTail.Tail.Resume;

/// <summary>Where a group begins in this run, by the options and what an earlier run left.</summary>
static class ResumePoint
{
    /// <param name="asked">By the options: history, or none.</param>
    /// <param name="left">By the checkpoint, if it knows the group.</param>
    public static TailStart For(TailStart asked, GroupCheckpoint? left, TimeSpan overlap)
    {
        if (left is null) return asked;
        // A clock that was fast when the checkpoint was taken must not put the beginning into the future.
        var from = (left.CompleteUntil < asked.Began ? left.CompleteUntil : asked.Began) - overlap;
        // The overlap may have been shorter then. What is older than it reached was handed over, but could not be told from what is new.
        if (left.RememberedFrom > from && left.RememberedFrom <= asked.Began) from = left.RememberedFrom;
        return new TailStart(asked.History > from ? asked.History : from, asked.Began, left.Start);
    }
}
