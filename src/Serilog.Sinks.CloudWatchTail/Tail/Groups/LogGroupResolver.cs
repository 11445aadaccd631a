using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

/// <summary>
/// Turns the names, ARNs and prefixes of the options into groups with ARNs. It asks the service only about names and prefixes, and repeats a
/// lookup that fails in passing.
/// </summary>
sealed class LogGroupResolver
{
    readonly CloudWatchLiveTailOptions _options;
    readonly TailServices _services;
    readonly LogGroupSearch _search;

    public LogGroupResolver(CloudWatchLiveTailOptions options, TailServices services)
    {
        _options = options;
        _services = services;
        _search = new LogGroupSearch(services.Client, services.Notices);
    }

    /// <exception cref="CloudWatchLogsException">A group does not exist, is of a class without Live Tail, or the lookup was refused.</exception>
    public async Task<IReadOnlyList<TailedGroup>> ResolveAsync(CancellationToken cancellationToken)
    {
        var grace = new NotFoundGrace(_options.NotFoundTimeLimit, _services.TimeProvider);
        var schedule = new ReconnectSchedule(_services.Randomizer);
        while (true)
        {
            TimeSpan delay;
            try
            {
                return await FindAllAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (CloudWatchLogsException exception) when (grace.IsWorthAnotherTry(exception))
            {
                delay = schedule.NextDelay(exception.ErrorClass == CloudWatchLogsErrorClass.Throttled);
                _services.Notices.Raise(new CloudWatchLiveTailNotice.Interrupted
                {
                    LogGroups = [.. _options.LogGroups],
                    Cause = $"the log groups could not be looked up ({Refusal.TextOf(exception)})",
                    Exception = exception,
                    RetryAfter = delay,
                });
            }

            await Task.Delay(delay, _services.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<IReadOnlyList<TailedGroup>> FindAllAsync(CancellationToken cancellationToken)
    {
        var groups = new Dictionary<string, TailedGroup>(StringComparer.Ordinal);
        foreach (var identifier in _options.LogGroups)
        {
            IReadOnlyList<LogGroupArn> found = LogGroupArn.TryParse(identifier, out var arn)
                ? [arn]
                : await _search.FindAsync(identifier, cancellationToken).ConfigureAwait(false);
            foreach (var group in found) groups.TryAdd(group.Text, new TailedGroup(group));
        }

        const int limit = SessionPartition.GroupsPerSession * SessionPartition.SessionLimit;
        if (groups.Count <= limit) return [.. groups.Values];
        throw LogGroupSearch.Invalid(
            $"{groups.Count} log groups match; the service's {SessionPartition.SessionLimit} Live Tail sessions of {SessionPartition.GroupsPerSession} groups show at most {limit}.");
    }
}
