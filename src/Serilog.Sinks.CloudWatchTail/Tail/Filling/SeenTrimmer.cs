using Serilog.Sinks.CloudWatchTail.Tail.Notices;

namespace Serilog.Sinks.CloudWatchTail.Tail.Filling;

/// <summary>Forgets what no look will ask for again; what has to be forgotten earlier, because the memory is full, is given up and announced.</summary>
sealed class SeenTrimmer(EventMerge merge, SweepPlan plan, TailNotices notices)
{
    public void Trim()
    {
        if (merge.Forget(plan.Horizon) is not { } floor) return;
        plan.GiveUpBefore(floor);
        notices.Raise(new CloudWatchLiveTailNotice.FillingGivenUp(floor));
    }
}
