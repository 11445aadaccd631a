using System.Collections.Concurrent;
using Serilog.Sinks.CloudWatchTail.CloudWatch;
using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Common;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Runs one query call at a time for the whole tail, because the service's quota of 5 to 25 a second applies to the account. Throttling slows down all
// later calls, successes let the pace recover. A call is repeated until it succeeds or is refused; if the group's queries used to succeed, refusals
// are repeated too, for up to RefusalLimit.
sealed class QueryPacer
{
    // How long a group's queries may be refused, after they used to succeed, before they are given up.
    public static readonly TimeSpan RefusalLimit = TimeSpan.FromMinutes(10);

    static readonly TimeSpan NoticeInterval = TimeSpan.FromMinutes(1);
    static readonly TimeSpan FirstSpacing = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestSpacing = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _turn = new(1, 1);
    readonly TailServices _services;

    // By group: null while its queries succeed, otherwise since when they are refused.
    readonly ConcurrentDictionary<string, TimeSpan?> _refusedSince = new(StringComparer.Ordinal);
    TimeSpan? _lastNotice;
    TimeSpan _spacing = TimeSpan.Zero;
    TimeSpan _next;

    public QueryPacer(TailServices services)
    {
        _services = services;
    }

    // Calls onSetback for each throttled call and each transient failure. Throws CloudWatchLogsException if the service refuses the query for good.
    public async Task<FilterLogEventsResponse> QueryAsync(FilterLogEventsRequest request, Action onSetback, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var wait = _next - _services.Clock.Elapsed;
                if (wait > TimeSpan.Zero) await Task.Delay(wait, _services.TimeProvider, cancellationToken).ConfigureAwait(false);

                TailMetrics.Queries.Add(1);
                var response = await _services.Client.FilterLogEventsAsync(request, cancellationToken).ConfigureAwait(false);
                _spacing *= 0.9;
                _next = _services.Clock.Elapsed + _spacing;
                _refusedSince[request.LogGroupIdentifier] = null;
                return response;
            }
            catch (CloudWatchLogsException exception) when (Refusal.IsPassing(exception) || IsRepeated(request, exception))
            {
                if (exception.ErrorClass == CloudWatchLogsErrorClass.Throttled)
                    _spacing = TimeSpan.FromTicks(Math.Clamp(_spacing.Ticks * 2, FirstSpacing.Ticks, LongestSpacing.Ticks));
                _next = _services.Clock.Elapsed + Delay(failures, exception.IsConnectionRefused);
            }
            finally
            {
                _turn.Release();
            }

            onSetback();
        }
    }

    // Whether any query of the group has succeeded.
    public bool WasAnswered(string logGroupIdentifier) => _refusedSince.ContainsKey(logGroupIdentifier);

    bool IsRepeated(FilterLogEventsRequest request, CloudWatchLogsException exception)
    {
        // The service may refuse only the page token; the cursor then starts again without it.
        var isRefusal = exception.ErrorClass == CloudWatchLogsErrorClass.Denied
            || (exception.ErrorClass == CloudWatchLogsErrorClass.Invalid && request.NextToken is null);
        if (!isRefusal || !_refusedSince.TryGetValue(request.LogGroupIdentifier, out var since)) return false;

        var now = _services.Clock.Elapsed;
        _refusedSince[request.LogGroupIdentifier] = since ??= now;
        var repeated = now - since < RefusalLimit;
        if (!repeated || _lastNotice is not { } last || now - last >= NoticeInterval)
        {
            _lastNotice = now;
            _services.Notices.Raise(new CloudWatchLiveTailNotice.QueriesRefused { LogGroup = request.LogGroupIdentifier, Exception = exception, GivenUp = !repeated });
        }

        return repeated;
    }

    TimeSpan Delay(int failures, bool connectionRefused) =>
        Backoff.DelayAfter(failures, FirstSpacing, connectionRefused ? ReconnectSchedule.LongestRefused : LongestDelay, _services.Randomizer) + _spacing;
}
