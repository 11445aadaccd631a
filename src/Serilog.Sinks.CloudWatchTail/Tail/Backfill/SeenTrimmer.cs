using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Forgets the events that no look will ask for again. Events that have to be forgotten earlier, because the memory is full, are given up with a notice.
sealed class SeenTrimmer(EventMerge merge, SweepPlan plan, TailServices services)
{
    public void Trim()
    {
        var (before, ahead) = merge.Forget(plan.Horizon, services.Now.Time);
        if (ahead) services.Notices.Raise(new CloudWatchLiveTailNotice.BackfillGivenUp { Before = null });
        if (before is not { } floor) return;
        plan.GiveUpBefore(floor);
        services.Notices.Raise(new CloudWatchLiveTailNotice.BackfillGivenUp { Before = floor });
    }
}
