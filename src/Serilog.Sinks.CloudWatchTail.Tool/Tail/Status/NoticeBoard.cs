namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// Shows the tail's notices, sums frequent ones, and keeps the number of groups. follows tells whether the tail is live and should wait for an
// unreachable service; a script that reads history should not.
sealed class NoticeBoard(Action<string> say, int namedGroups, bool follows, TimeProvider timeProvider)
{
    readonly HashSet<string> _groups = [];
    readonly NoticeSums _sums = new(timeProvider);
    readonly CancellationTokenSource _givenUp = new();
    readonly AnnouncedBackfills _sampled = new();
    readonly AnnouncedBackfills _overflowed = new();

    // The number of tailed groups; before the first session starts, the number of groups named.
    public int GroupCount
    {
        get { lock (_groups) return _groups.Count == 0 ? namedGroups : _groups.Count; }
    }

    // Why the history cannot be read.
    public Exception? Failure { get; private set; }

    // Cancelled when Failure is set.
    public CancellationToken GivenUp => _givenUp.Token;

    // The tail never calls it concurrently.
    public void Show(CloudWatchLiveTailNotice notice)
    {
        switch (notice)
        {
            case CloudWatchLiveTailNotice.Started started:
                lock (_groups) _groups.UnionWith(started.LogGroups);
                say($"live tail of {GroupTitle.Of(started.LogGroups)} started");
                break;
            case CloudWatchLiveTailNotice.Interrupted { Exception: CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.Unavailable } failure } when !follows:
                Failure ??= failure;
                _givenUp.Cancel();
                break;
            case CloudWatchLiveTailNotice.Interrupted interrupted:
                say($"live tail of {GroupTitle.Of(interrupted.LogGroups)} interrupted: {interrupted.Cause}; trying again in {interrupted.RetryAfter.TotalSeconds:0.#} s");
                break;
            case CloudWatchLiveTailNotice.SampledSecondsBackfilled filled:
                if (_sampled.IsNew(filled.Complete)) Sum("fetched events that sampling had left out", filled.Length, filled.EventCount);
                break;
            case CloudWatchLiveTailNotice.OverflowBackfilled filled:
                if (_overflowed.IsNew(filled.Complete)) Sum("fetched again events that a slow terminal had no room for", filled.Length, filled.EventCount);
                break;
            case CloudWatchLiveTailNotice.MissedEventsFound found:
                Sum("found events that the service had not shown", TimeSpan.Zero, found.EventCount);
                break;
            case CloudWatchLiveTailNotice.EventsDropped shed:
                Sum("shed", TimeSpan.Zero, shed.EventCount);
                break;
            case CloudWatchLiveTailNotice.Ended:
            case CloudWatchLiveTailNotice.HistoryRead when !follows:
                // The summary or the error reports it.
                break;
            default:
                say(notice.ToString());
                break;
        }
    }

    // Reports the sums that are still pending at the end.
    public void ShowRest()
    {
        foreach (var line in _sums.Rest()) say(line);
    }

    void Sum(string kind, TimeSpan length, long events)
    {
        if (_sums.Add(kind, length, events) is { } line) say(line);
    }
}
