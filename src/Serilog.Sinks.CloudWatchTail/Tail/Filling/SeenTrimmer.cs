namespace Serilog.Sinks.CloudWatchTail.Tail.Filling;

/// <summary>Forgets what no look will ask for again; what has to be forgotten earlier, because the memory is full, is given up and announced.</summary>
sealed class SeenTrimmer(EventMerge merge, SweepPlan plan, TailServices services)
{
    public void Trim()
    {
        var (before, ahead) = merge.Forget(plan.Horizon, services.Now.Time);
        if (ahead) services.Notices.Raise(new CloudWatchLiveTailNotice.FillingGivenUp(Before: null));
        if (before is not { } floor) return;
        plan.GiveUpBefore(floor);
        services.Notices.Raise(new CloudWatchLiveTailNotice.FillingGivenUp(floor));
    }
}
