using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// The queries of one sweep. They select what a session shows; FilterLogEvents accepts only one group and one prefix each.
sealed class SweepQueries
{
    readonly IReadOnlyList<TailedGroup> _groups;
    readonly string? _filterPattern;
    readonly string[]? _streamNames;
    readonly IReadOnlyList<string?> _prefixes;
    readonly bool _mustExist;

    // With mustExist, a missing group or stream is an error. Otherwise the session reports it.
    public SweepQueries(
        IReadOnlyList<TailedGroup> groups, IEnumerable<string> streamNames, IEnumerable<string> prefixes, string? filterPattern, bool mustExist)
    {
        _groups = groups;
        _filterPattern = filterPattern;
        _mustExist = mustExist;
        _streamNames = streamNames.Distinct().ToArray() is { Length: > 0 } names ? names : null;
        _prefixes = Distinct(prefixes.ToArray()) is { Count: > 0 } distinct ? distinct : [null];
    }

    public IEnumerable<QueryCursor> From(DateTimeOffset start, DateTimeOffset? end, QueryPacer pacer, Action onPage, Action onSetback)
    {
        foreach (var group in _groups)
        foreach (var prefix in _prefixes)
        {
            var request = new FilterLogEventsRequest(
                group.Arn,
                Math.Max(0, start.ToUnixTimeMilliseconds()),
                end?.ToUnixTimeMilliseconds(),
                _streamNames,
                prefix,
                _filterPattern);
            yield return new QueryCursor(group, request, _mustExist, pacer, onPage, onSetback);
        }
    }

    // A prefix covers every longer one; querying both would find the same events twice.
    static List<string?> Distinct(string[] prefixes) =>
        [.. prefixes.Distinct().Where(prefix => !prefixes.Any(other => other != prefix && prefix.StartsWith(other, StringComparison.Ordinal)))];
}
