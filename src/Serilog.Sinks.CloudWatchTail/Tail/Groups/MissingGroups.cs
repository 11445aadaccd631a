using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// The groups of a session that no longer exist. StartLiveTail reports that a group is missing, but not which, so each is probed with a query that
// finds nothing. A group that cannot be probed counts as existing. Not thread-safe.
sealed class MissingGroups(IReadOnlyList<TailedGroup> groups, TailServices services)
{
    // No event is dated that far ahead, so the response is empty.
    static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    HashSet<TailedGroup> _missing = [];
    Task<HashSet<TailedGroup>>? _search;
    TailMoment _searchBegan;

    public bool Any => _missing.Count > 0;

    // The groups to start a session with: all but the missing ones, or all if all are missing.
    public IReadOnlyList<string> Present => [.. groups.Where(group => _missing.Count == groups.Count || !_missing.Contains(group)).Select(group => group.Arn)];

    // Probes all groups and announces those that are newly missing. Returns when the search began, since the missing groups did not exist then.
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

    // Returns the error of a first session that was refused because a group is missing, with the names of the missing groups. The session's only group
    // may exist: then its stream does not.
    public async Task<CloudWatchLogsException> NameAsync(CloudWatchLogsException refusal, CancellationToken cancellationToken) =>
        groups.Count == 1 ? refusal : GroupRefusal.Naming(await SearchAsync(groups, cancellationToken).ConfigureAwait(false), refusal);

    // Called with each update: probes the missing groups from time to time, beside the session. Returns the names of those that exist again, with
    // which the session can be restarted. Passes the start of a search to stillMissing if it found all of them missing.
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
                // If the probe fails for another reason, a missing group stays missing.
                if (exception.ErrorClass == CloudWatchLogsErrorClass.NotFound || _missing.Contains(group)) missing.Add(group);
            }
        }

        return missing;
    }
}
