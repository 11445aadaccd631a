using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Groups;

// Resolves the options' names, ARNs and prefixes to groups with ARNs. Only names and prefixes need a lookup, which is repeated after a transient
// failure.
sealed class LogGroupResolver
{
    readonly CloudWatchLiveTailOptions _options;
    readonly TailServices _services;
    readonly LogGroupSearch _search;

    public LogGroupResolver(CloudWatchLiveTailOptions options, TailServices services)
    {
        _options = options;
        _services = services;
        _search = new LogGroupSearch(services.Client, services.Notices, new ClassJudgement(services.Client, services), options.IncludeLinkedAccounts);
    }

    // Throws CloudWatchLogsException if a group does not exist or its class has no Live Tail, or if the service refuses the lookup.
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
                delay = schedule.NextDelay(exception.ErrorClass == CloudWatchLogsErrorClass.Throttled, exception.IsConnectionRefused);
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
        var arns = new List<LogGroupArn>();
        var missing = new List<CloudWatchLogsException>();
        foreach (var identifier in _options.LogGroups)
        {
            try
            {
                if (LogGroupArn.TryParse(identifier, out var arn)) arns.Add(arn);
                else arns.AddRange(await _search.FindAsync(identifier, cancellationToken).ConfigureAwait(false));
            }
            catch (CloudWatchLogsException exception) when (exception.ErrorClass == CloudWatchLogsErrorClass.NotFound)
            {
                missing.Add(exception);
            }
        }

        if (missing.Count > 0) throw GroupRefusal.Of(missing);
        var distinct = arns.DistinctBy(arn => arn.Text).ToArray();
        var severalAccounts = distinct.DistinctBy(arn => arn.AccountId).Skip(1).Any();
        TailedGroup[] groups = [.. distinct.Select(arn => new TailedGroup(arn, severalAccounts))];
        CheckStreams(groups);
        CheckSessions(groups);
        return groups;
    }

    // One name may stand for groups of several accounts.
    void CheckStreams(TailedGroup[] groups)
    {
        if (groups.Length == 1 || (_options.LogStreamNames.Count == 0 && _options.LogStreamNamePrefixes.Count == 0)) return;
        var option = _options.LogStreamNames.Count > 0 ? nameof(_options.LogStreamNames) : nameof(_options.LogStreamNamePrefixes);
        throw LogGroupSearch.Invalid(
            $"{option} can only be used with exactly one log group, and \"{_options.LogGroups[0]}\" exists in the accounts {string.Join(", ", groups.Select(group => group.Account))}: name it by its ARN.");
    }

    void CheckSessions(TailedGroup[] groups)
    {
        var sessions = SessionPartition.Partition(groups).Count;
        if (sessions > _options.SessionLimit)
            throw LogGroupSearch.Invalid($"{groups.Length} log groups match and need {sessions} Live Tail sessions; {nameof(_options.SessionLimit)} is {_options.SessionLimit}.");
    }
}
