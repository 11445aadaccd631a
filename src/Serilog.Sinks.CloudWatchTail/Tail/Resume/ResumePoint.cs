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
        var from = left.CompleteUntil - overlap;
        return new TailStart(asked.History > from ? asked.History : from, asked.Began, left.Start);
    }
}
