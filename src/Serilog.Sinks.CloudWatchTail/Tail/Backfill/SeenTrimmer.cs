using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Forgets events that no sweep will find again. When the memory is full it forgets others too, which the tail then gives up on and announces in a
// notice.
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
