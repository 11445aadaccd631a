using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// Turns the notices of one live tail into those of the page. The tail never calls it concurrently.
sealed class NoticeTranslator(NoticeLog log)
{
    readonly AnnouncedBackfills _sampled = new();
    readonly AnnouncedBackfills _overflowed = new();

    public void Show(CloudWatchLiveTailNotice notice)
    {
        switch (notice)
        {
            case CloudWatchLiveTailNotice.Started started:
                log.Add("started", "info", $"Live tail of {GroupTitle.Of(started.LogGroups)} started");
                break;
            case CloudWatchLiveTailNotice.Interrupted interrupted:
                log.Add("interrupted", "warning", FormattableString.Invariant(
                    $"Live tail of {GroupTitle.Of(interrupted.LogGroups)} interrupted: {interrupted.Cause}; trying again in {interrupted.RetryAfter.TotalSeconds:0.#} s"));
                break;
            case CloudWatchLiveTailNotice.HistoryRead read:
                // Without its length: an emulator's begins in 1970.
                log.Add("history", "info", FormattableString.Invariant($"The history has been read: {read.EventCount} event{(read.EventCount == 1 ? "" : "s")}"));
                break;
            case CloudWatchLiveTailNotice.GapBackfilled or CloudWatchLiveTailNotice.MissedEventsFound:
                log.Add("gap", "warning", $"{notice}");
                break;
            case CloudWatchLiveTailNotice.SampledSecondsBackfilled filled:
                if (_sampled.IsNew(filled.Complete)) log.Add("sampled", "warning", $"{notice}");
                break;
            case CloudWatchLiveTailNotice.OverflowBackfilled filled:
                if (_overflowed.IsNew(filled.Complete)) log.Add("dropped", "warning", $"{notice}");
                break;
            case CloudWatchLiveTailNotice.EventsDropped:
                log.Add("dropped", "error", $"{notice}");
                break;
            case CloudWatchLiveTailNotice.Ended:
                // The tail's own state tells.
                break;
            default:
                log.Add("other", "warning", $"{notice}");
                break;
        }
    }
}
