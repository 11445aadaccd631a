using Serilog.Sinks.CloudWatchTail.CloudWatch;

namespace Serilog.Sinks.CloudWatchTail.Tail.Filling;

/// <summary>
/// One query call at a time for the whole tail, since the service's quota of 5 to 25 a second is the account's. A throttled call slows all
/// later ones down, answered ones let the pace recover; a call is repeated until it is answered or refused for good.
/// </summary>
sealed class QueryPacer
{
    static readonly TimeSpan FirstSpacing = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestSpacing = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _turn = new(1, 1);
    readonly TailServices _services;
    TimeSpan _spacing = TimeSpan.Zero;
    TimeSpan _next;

    public QueryPacer(TailServices services)
    {
        _services = services;
    }

    /// <param name="onSetback">Called for each call that was throttled or failed in passing.</param>
    /// <exception cref="CloudWatchLogsException">The service refuses the query and would again.</exception>
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
                return response;
            }
            catch (CloudWatchLogsException exception) when (exception.ErrorClass is CloudWatchLogsErrorClass.Throttled or CloudWatchLogsErrorClass.Unavailable)
            {
                if (exception.ErrorClass == CloudWatchLogsErrorClass.Throttled)
                    _spacing = TimeSpan.FromTicks(Math.Clamp(_spacing.Ticks * 2, FirstSpacing.Ticks, LongestSpacing.Ticks));
                _next = _services.Clock.Elapsed + Delay(failures);
            }
            finally
            {
                _turn.Release();
            }

            onSetback();
        }
    }

    TimeSpan Delay(int failures)
    {
        var step = FirstSpacing * Math.Pow(2, Math.Min(failures, 10));
        if (step > LongestDelay) step = LongestDelay;
        return step * (0.5 + _services.Randomizer() / 2) + _spacing;
    }
}
