using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Status;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Live;

// The tails of the groups that are chosen: one for a choice of the user, or one for each group that appears while all groups of an emulator are followed.
// Safe for concurrent use.
sealed class TailSession(Func<IReadOnlyList<string>, CloudWatchLiveTailOptions> newOptions, TailSink sink) : IAsyncDisposable
{
    readonly SemaphoreSlim _switch = new(1);
    readonly HashSet<string> _refused = [];
    RunningTail[] _tails = [];
    bool _disposed;
    bool _saidFull;

    // Whether groups are added as they appear.
    public bool FollowsAll { get; private set; }

    // Ends the tails and starts one of these groups, with the history from a time on; null for live events only. No group means none. Throws
    // ArgumentException if the service would refuse the groups; then nothing has changed. clear forgets the events so far.
    public Task ChooseAsync(IReadOnlyList<string> groups, DateTimeOffset? start, bool clear, CancellationToken cancellationToken) =>
        SwitchAsync(() => groups.Count == 0 ? [] : [Create(groups, start)], followsAll: false, clear, cancellationToken);

    // Ends the tails and waits for groups to be added.
    public Task ChooseAllAsync(bool clear, CancellationToken cancellationToken) => SwitchAsync(() => [], followsAll: true, clear, cancellationToken);

    // Adds and removes groups while all are followed. A new group is shown from its first event on.
    public async Task FollowAsync(IReadOnlyCollection<string> existing, int sessionLimit, CancellationToken cancellationToken)
    {
        await _switch.WaitAsync(cancellationToken);
        try
        {
            if (!FollowsAll || _disposed) return;
            var gone = _tails.Where(tail => !tail.Groups.Any(existing.Contains)).ToArray();
            await EndAsync(gone);
            _tails = [.. _tails.Except(gone)];
            if (existing.Count > sessionLimit && !_saidFull) sink.Notices.Add("other", "warning", $"There are more than {sessionLimit} log groups: those that appeared first are shown. Choose others by name.");
            _saidFull = existing.Count > sessionLimit;
            foreach (var group in existing.Except(_tails.SelectMany(tail => tail.Groups)).Except(_refused).Take(Math.Max(0, sessionLimit - _tails.Length)).ToArray()) Add(group);
        }
        finally
        {
            _switch.Release();
        }
    }

    public TailStatus Status()
    {
        var tails = Volatile.Read(ref _tails);
        var arns = tails.SelectMany(tail => tail.StartedGroups).Distinct().ToArray();
        var region = arns.Select(arn => arn.Split(':')).FirstOrDefault(parts => parts.Length > 3)?[3];
        string[] groups = [.. tails.SelectMany(tail => tail.StartedGroups.Count > 0 ? tail.StartedGroups : tail.Groups).Select(GroupTitle.Of).Distinct()];
        var failure = tails.Select(tail => tail.Failure).FirstOrDefault(failure => failure is not null);
        return new(StateOf(tails), groups, failure, region);
    }

    void Add(string group)
    {
        try
        {
            var tail = Create([group], DateTimeOffset.UnixEpoch);
            _tails = [.. _tails, tail];
            tail.Start();
        }
        catch (ArgumentException exception)
        {
            // A name that the emulator takes from code and the service would not.
            _refused.Add(group);
            sink.Notices.Add("other", "error", OptionNames.In(Failure.TextOf(exception)));
        }
    }

    async Task SwitchAsync(Func<RunningTail[]> create, bool followsAll, bool clear, CancellationToken cancellationToken)
    {
        await _switch.WaitAsync(cancellationToken);
        try
        {
            if (_disposed) return;
            var tails = create();
            await EndAsync(_tails);
            sink.Switch(clear);
            (_tails, FollowsAll) = (tails, followsAll);
            foreach (var tail in tails) tail.Start();
        }
        finally
        {
            _switch.Release();
        }
    }

    RunningTail Create(IReadOnlyList<string> groups, DateTimeOffset? start)
    {
        var options = newOptions(groups);
        options.StartTime = start;
        return new RunningTail(options, sink);
    }

    // The least advanced tail counts.
    static string StateOf(RunningTail[] tails)
    {
        if (tails.Length == 0) return "idle";
        if (tails.All(tail => tail.Failure is not null)) return "ended";
        return tails.Where(tail => tail.Failure is null).Min(tail => tail.State) switch
        {
            CloudWatchLiveTailState.Live => "live",
            CloudWatchLiveTailState.Backfilling => "backfilling",
            CloudWatchLiveTailState.Interrupted => "reconnecting",
            _ => "starting",
        };
    }

    static Task EndAsync(IEnumerable<RunningTail> tails) => Task.WhenAll(tails.Select(tail => tail.DisposeAsync().AsTask()));

    public async ValueTask DisposeAsync()
    {
        await _switch.WaitAsync();
        _disposed = true;
        await EndAsync(_tails);
        _tails = [];
        _switch.Release();
    }
}
