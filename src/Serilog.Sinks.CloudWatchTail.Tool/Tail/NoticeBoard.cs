using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail;

/// <summary>Shows what happens to the tail, and remembers how many groups it has.</summary>
/// <param name="follows">Whether the tail is live. It waits for a service that cannot be reached; a script that reads history does not.</param>
sealed class NoticeBoard(Screen screen, int namedGroups, bool follows)
{
    readonly HashSet<string> _groups = [];
    readonly CancellationTokenSource _givenUp = new();

    /// <summary>How many groups are tailed; before the first session starts, how many were named.</summary>
    public int GroupCount
    {
        get { lock (_groups) return _groups.Count == 0 ? namedGroups : _groups.Count; }
    }

    /// <summary>Why the history cannot be read.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Cancelled when there is a <see cref="Failure"/>.</summary>
    public CancellationToken GivenUp => _givenUp.Token;

    public void Show(CloudWatchLiveTailNotice notice)
    {
        switch (notice)
        {
            case CloudWatchLiveTailNotice.Started started:
                lock (_groups) _groups.UnionWith(started.LogGroups);
                screen.Notice($"live tail of {string.Join(", ", started.LogGroups.Select(NameOf))} started");
                break;
            case CloudWatchLiveTailNotice.Interrupted { Exception: CloudWatchLogsException { ErrorClass: CloudWatchLogsErrorClass.Unavailable } failure } when !follows:
                Failure ??= failure;
                _givenUp.Cancel();
                break;
            case CloudWatchLiveTailNotice.Interrupted interrupted:
                screen.Notice($"live tail of {string.Join(", ", interrupted.LogGroups.Select(NameOf))} interrupted: {interrupted.Cause}; trying again in {interrupted.RetryAfter.TotalSeconds:0.#} s");
                break;
            case CloudWatchLiveTailNotice.Ended:
            case CloudWatchLiveTailNotice.HistoryRead when !follows:
                // The summary says it, or the error.
                break;
            default:
                screen.Notice(notice.ToString());
                break;
        }
    }

    // arn:aws:logs:REGION:ACCOUNT:log-group:NAME
    static string NameOf(string arn) => arn.Split(':') is { Length: >= 7 } parts ? parts[6] : arn;
}
