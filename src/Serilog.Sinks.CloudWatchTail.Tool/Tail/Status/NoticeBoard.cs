namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

// Shows what happens to the tail, summed where it happens all the time, and remembers how many groups it has.
// say: Where a line goes.
// follows: Whether the tail is live. It waits for a service that cannot be reached; a script that reads history does not.
sealed class NoticeBoard(Action<string> say, int namedGroups, bool follows, TimeProvider timeProvider)
{
    readonly HashSet<string> _groups = [];
    readonly NoticeSums _sums = new(timeProvider);
    readonly CancellationTokenSource _givenUp = new();
    int _sampled;
    int _overflowed;

    // How many groups are tailed; before the first session starts, how many were named.
    public int GroupCount
    {
        get { lock (_groups) return _groups.Count == 0 ? namedGroups : _groups.Count; }
    }

    // Why the history cannot be read.
    public Exception? Failure { get; private set; }

    // Cancelled when there is a Failure.
    public CancellationToken GivenUp => _givenUp.Token;

    // Called by the tail, never concurrently.
    public void Show(CloudWatchLiveTailNotice notice)
    {
        switch (notice)
        {
            case CloudWatchLiveTailNotice.Started started:
                lock (_groups) _groups.UnionWith(started.LogGroups);
                say($"live tail of {Names(started.LogGroups)} started");
                break;
            case CloudWatchLiveTailNotice.Interrupted { Exception: CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.Unavailable } failure } when !follows:
                Failure ??= failure;
                _givenUp.Cancel();
                break;
            case CloudWatchLiveTailNotice.Interrupted interrupted:
                say($"live tail of {Names(interrupted.LogGroups)} interrupted: {interrupted.Cause}; trying again in {interrupted.RetryAfter.TotalSeconds:0.#} s");
                break;
            case CloudWatchLiveTailNotice.SampledSecondsBackfilled filled:
                if (IsNew(filled.Complete, ref _sampled)) Sum("fetched what sampled seconds left out", filled.Length, filled.EventCount);
                break;
            case CloudWatchLiveTailNotice.OverflowBackfilled filled:
                if (IsNew(filled.Complete, ref _overflowed)) Sum("fetched again what a slow terminal had no room for", filled.Length, filled.EventCount);
                break;
            case CloudWatchLiveTailNotice.MissedEventsFound found:
                Sum("found what the service had not shown", TimeSpan.Zero, found.EventCount);
                break;
            case CloudWatchLiveTailNotice.EventsDropped shed:
                Sum("shed", TimeSpan.Zero, shed.EventCount);
                break;
            case CloudWatchLiveTailNotice.Ended:
            case CloudWatchLiveTailNotice.HistoryRead when !follows:
                // The summary says it, or the error.
                break;
            default:
                say(notice.ToString());
                break;
        }
    }

    // Says at the end what was held back to be summed.
    public void ShowRest()
    {
        foreach (var line in _sums.Rest()) say(line);
    }

    void Sum(string kind, TimeSpan length, long events)
    {
        if (_sums.Add(kind, length, events) is { } line) say(line);
    }

    // What is not complete is announced once more when it is.
    static bool IsNew(bool complete, ref int announced)
    {
        if (!complete)
        {
            announced++;
            return true;
        }

        if (announced == 0) return true;
        announced--;
        return false;
    }

    static string Names(IReadOnlyList<string> groups) => string.Join(", ", groups.Select(NameOf));

    // arn:aws:logs:REGION:ACCOUNT:log-group:NAME
    static string NameOf(string arn) => arn.Split(':') is { Length: >= 7 } parts ? parts[6] : arn;
}
