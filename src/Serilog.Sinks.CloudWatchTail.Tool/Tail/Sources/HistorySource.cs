using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Tail;
using Serilog.Sinks.CloudWatchTail.Tail.Filling;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;
using Serilog.Sinks.CloudWatchTail.Tail.Handover;

namespace Serilog.Sinks.CloudWatchTail.Tool.Tail.Sources;

/// <summary>The history alone, by queries: no live session is started, so neither its price nor its permission matter.</summary>
/// <param name="onSetback">Called for each query that was throttled or failed in passing, and is tried again.</param>
sealed class HistorySource(CloudWatchLiveTailOptions options, DateTimeOffset start, DateTimeOffset end, TailServices services, Action onSetback) : IMessageSource
{
    public CloudWatchLiveTailState State { get; private set; } = CloudWatchLiveTailState.Connecting;

    public async IAsyncEnumerable<TailedMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var groups = await new LogGroupResolver(services.Client, services.Notices).ResolveAsync(options.LogGroups, cancellationToken);
        var queries = new LookQueries(groups, options.LogStreamNames, options.LogStreamNamePrefixes, options.LogEventFilterPattern);
        var cursors = queries.From(start, end, new QueryPacer(services), onPage: static () => { }, onSetback);
        var origins = new OriginCache(services.Client);
        State = CloudWatchLiveTailState.Filling;

        await foreach (var cursor in FoundEvents.InTimeOrderAsync(cursors, cancellationToken))
        {
            var found = cursor.Current;
            var origin = origins.Get(cursor.Group, found.LogStreamName, found.IngestionTime, sampled: false, filled: true);
            yield return new TailedMessage(origin, found.Timestamp, found.Message);
        }
    }
}
