using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class FilterLogEvents(LogStore store, ResourceNames names, ReadingOptions options) : Operation
{
    // The service's limit on a query's streams.
    const int StreamLimit = 100;

    // The service cannot read newest first from a start before this instant.
    static readonly long EarliestDescending = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public override string Name => "FilterLogEvents";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var lookup = GroupLookup.Read(input);
        var streamNames = input.Strings("logStreamNames", Shapes.LogStreamName, 1, StreamLimit);
        var prefix = input.String("logStreamNamePrefix", Shapes.LogStreamName);
        var start = input.Long("startTime", min: 0);
        var end = input.Long("endTime", min: 0);
        var patternText = input.String("filterPattern", Shapes.FilterPattern) ?? "";
        var token = input.String("nextToken", Shapes.NextToken);
        var limit = input.Int("limit", 1, FilterPage.EventLimit) ?? FilterPage.EventLimit;
        var forward = input.Bool("startFromHead") ?? true;
        input.Bool("interleaved");
        input.Bool("unmask");
        if (input.Error is { } error) return error;
        if (lookup.Name(names, out var notFound) is not { } groupName) return notFound;
        if (streamNames is not null && prefix is not null)
        {
            return ServiceError.InvalidParameter("LogStreamNames and LogStreamNamePrefix are mutually exclusive. Only one of these parameters can be passed.");
        }

        if (start > end) return ServiceError.InvalidParameter("endTime must be greater than or equal to startTime.");
        if (!FilterPattern.TryParse(patternText, out var pattern, out var problem)) return ServiceError.InvalidParameter(problem);

        var now = store.Now;
        var query = PageToken.Digest([groupName, prefix, start, end, patternText, .. streamNames ?? []]);
        var place = forward ? FilterPlace.First(start, options.EmptyPages) : FilterPlace.Last(end, options.EmptyPages);
        if (token is not null)
        {
            if (PageToken.Read(token, Name, query, now, out error) is not { } text) return error;
            if (!FilterPlace.TryParse(text, out place)) return PageToken.Invalid;
        }
        else if (!forward && start is { } from && from < EarliestDescending)
        {
            return ServiceError.InvalidParameter("startFromHead can be false only if startTime is on or after Jan 1, 2024 00:00:00 UTC.");
        }

        if (Select(groupName, streamNames, prefix, out var streams, out var retention) is { } refused) return refused;

        var page = new FilterPage(store, streams, pattern, limit, options.ScanLimit, options.VisibleUntil(now));
        var next = page.Write(place, Oldest(start, retention, now), end ?? long.MaxValue - 1, answer);
        answer.WriteStartArray("searchedLogStreams"u8);
        answer.WriteEndArray();
        if (next is not null) answer.WriteString("nextToken"u8, new PageToken(Name, query, now, next.Value.ToString()).ToString());
        return null;
    }

    ServiceError? Select(
        string groupName, IReadOnlyList<string>? streamNames, string? prefix, out IReadOnlyList<LogStream> streams, out int? retentionInDays)
    {
        streams = [];
        retentionInDays = null;
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(groupName, out var group)) return ServiceError.LogGroupNotFound;
            if (GroupLookup.CheckClass(group, Name) is { } refused) return refused;
            retentionInDays = group.RetentionInDays;
            if (streamNames is null)
            {
                streams = group.Streams.Values.Where(s => prefix is null || s.Name.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
                return null;
            }

            var named = new List<LogStream>();
            foreach (var name in streamNames.Distinct(StringComparer.Ordinal))
            {
                if (!group.Streams.TryGetValue(name, out var stream)) return ServiceError.LogStreamNotFound;
                named.Add(stream);
            }

            streams = named;
            return null;
        }
    }

    // Events older than the group's retention are not shown, whether the store still holds them or not.
    static long Oldest(long? start, int? retentionInDays, long now) => Math.Max(
        start ?? 0,
        retentionInDays is { } days ? now - (long)TimeSpan.FromDays(days).TotalMilliseconds : 0);
}
