using Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

// Turns -n into the start of the history.
static class NewestEvents
{
    public static async Task<NewestStart?> FindAsync(TailRequest request, CloudWatchLiveTailOptions options, IEventFilter filter, CancellationToken cancellationToken)
    {
        if (request.Lines is not { } lines) return null;
        var start = lines == 0 ? null : await FindAsync(options, filter, lines, cancellationToken);
        // Without matching events there is no history, and without a live tail nothing at all.
        options.StartTime = start?.Start ?? (options.Follow ? null : options.EndTime?.AddMilliseconds(-1) ?? TimeProvider.System.GetUtcNow());
        return start;
    }

    static async Task<NewestStart?> FindAsync(CloudWatchLiveTailOptions options, IEventFilter filter, int lines, CancellationToken cancellationToken)
    {
        var bound = options.StartTime;
        using var reader = new CloudWatchLogGroups(options.Connection);
        var groups = new List<string>();
        foreach (var named in options.LogGroups)
        {
            if (named.EndsWith('*')) await AddAllAsync(reader, named.TrimEnd('*'), groups, cancellationToken);
            else groups.Add(named);
        }

        return await NewestStart.FindAsync(reader, groups, Queries(options, bound, lines), lines, filter, cancellationToken);
    }

    static async Task AddAllAsync(CloudWatchLogGroups reader, string prefix, List<string> groups, CancellationToken cancellationToken)
    {
        await foreach (var group in reader.ListAsync(prefix, cancellationToken))
            if (group.LogGroupClass == "STANDARD") groups.Add(group.Arn);
    }

    static IReadOnlyList<CloudWatchNewestEventsQuery> Queries(CloudWatchLiveTailOptions options, DateTimeOffset? bound, int lines)
    {
        string?[] prefixes = options.LogStreamNamePrefixes.Count == 0 ? [null] : [.. options.LogStreamNamePrefixes];
        return
        [
            .. prefixes.Select(prefix => new CloudWatchNewestEventsQuery
            {
                LogStreamNames = [.. options.LogStreamNames],
                LogStreamNamePrefix = prefix,
                LogEventFilterPattern = options.LogEventFilterPattern,
                StartTime = bound,
                EndTime = options.EndTime,
                PageSize = Math.Clamp(lines, 100, 10_000),
            }),
        ];
    }
}
