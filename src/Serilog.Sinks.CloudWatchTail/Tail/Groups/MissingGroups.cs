using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// The groups of a session that do not exist any more. StartLiveTail says that one is missing, not which, so each is asked for by a query that
// finds nothing. One that cannot be asked for counts as existing. Not thread-safe.
sealed class MissingGroups(IReadOnlyList<TailedGroup> groups, TailServices services)
{
    // Nothing lies that far ahead, so the answer is empty.
    static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    HashSet<TailedGroup> _missing = [];
    Task<HashSet<TailedGroup>>? _search;
    TailMoment _searchBegan;

    public bool Any => _missing.Count > 0;

    // What a session can be started with: without the missing ones, unless all are missing.
    public IReadOnlyList<string> Present => [.. groups.Where(group => _missing.Count == groups.Count || !_missing.Contains(group)).Select(group => group.Arn)];

    // Looks which groups are missing, and announces those that were not before.
    // Returns: When the search began: what is missing did not exist then.
    public async Task<TailMoment> FindAsync(CancellationToken cancellationToken)
    {
        _searchBegan = services.Now;
        _search = null;
        var before = _missing;
        _missing = await SearchAsync(groups, cancellationToken).ConfigureAwait(false);
        foreach (var group in _missing.Except(before))
            services.Notices.Raise(new CloudWatchLiveTailNotice.LogGroupMissing { LogGroup = group.Title });
        return _searchBegan;
    }

    // Looks for the missing ones from time to time, beside the session; called with each update.
    // stillMissing: Told when a search began that found all of them missing still.
    // Returns: The names of those that exist again: the session can be started with them.
    public IReadOnlyList<string> TakeFound(Action<TailMoment> stillMissing, CancellationToken cancellationToken)
    {
        if (_missing.Count == 0) return [];
        if (_search is null)
        {
            if (services.Clock.Elapsed - _searchBegan.Elapsed < Interval) return [];
            _searchBegan = services.Now;
            _search = SearchAsync([.. _missing], cancellationToken);
        }

        if (!_search.IsCompletedSuccessfully)
        {
            if (_search.IsCompleted) _search = null;
            return [];
        }

        var missing = _search.Result;
        _search = null;
        var found = _missing.Except(missing).Select(group => group.Title).ToArray();
        _missing = missing;
        if (found.Length == 0) stillMissing(_searchBegan);
        return found;
    }

    async Task<HashSet<TailedGroup>> SearchAsync(IReadOnlyList<TailedGroup> among, CancellationToken cancellationToken)
    {
        var missing = new HashSet<TailedGroup>();
        foreach (var group in among)
        {
            try
            {
                var ahead = (services.Now.Time + Ahead).ToUnixTimeMilliseconds();
                await services.Client.FilterLogEventsAsync(new FilterLogEventsRequest(group.Arn, ahead, Limit: 1), cancellationToken).ConfigureAwait(false);
            }
            catch (CloudWatchLogsException exception)
            {
                // While nothing can be found out, what was missing stays missing.
                if (exception.ErrorClass == CloudWatchLogsErrorClass.NotFound || _missing.Contains(group)) missing.Add(group);
            }
        }

        return missing;
    }
}
