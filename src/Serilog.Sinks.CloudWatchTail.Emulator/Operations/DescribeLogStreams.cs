using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class DescribeLogStreams(LogStore store, ResourceNames names) : Operation
{
    // The service's limit on a page, and its default.
    const int PageLimit = 50;

    public override string Name => "DescribeLogStreams";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var lookup = GroupLookup.Read(input);
        var prefix = input.String("logStreamNamePrefix", Shapes.LogStreamName);
        var byLastEvent = input.String("orderBy", Shapes.OrderBy) == "LastEventTime";
        var descending = input.Bool("descending") ?? false;
        var token = input.String("nextToken", Shapes.NextToken);
        var limit = input.Int("limit", 1, PageLimit) ?? PageLimit;
        if (input.Error is { } error) return error;
        if (lookup.Name(names, out var notFound) is not { } groupName) return notFound;
        if (prefix is not null && byLastEvent)
        {
            return ServiceError.InvalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }

        var now = store.Now;
        var query = PageToken.Digest(groupName, prefix, byLastEvent, descending);
        StreamPlace? after = null;
        if (token is not null)
        {
            if (PageToken.Read(token, Name, query, now, out error) is not { } place) return error;
            if (!StreamPlace.TryParse(place, out var parsed)) return PageToken.Invalid;
            after = parsed;
        }

        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(groupName, out var group)) return ServiceError.LogGroupNotFound;
            var direction = descending ? -1 : 1;
            var page = group.Streams.Values
                .Where(s => prefix is null || s.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(s => (Place: StreamPlace.Of(s, byLastEvent), Stream: s))
                .Where(s => after is null || s.Place.CompareTo(after.Value) * direction > 0)
                .OrderBy(s => s.Place, Comparer<StreamPlace>.Create((left, right) => left.CompareTo(right) * direction))
                .Take(limit + 1)
                .ToArray();

            answer.WriteStartArray("logStreams"u8);
            foreach (var (_, stream) in page.Take(limit)) Write(group, stream, answer);
            answer.WriteEndArray();
            if (page.Length > limit) answer.WriteString("nextToken"u8, new PageToken(Name, query, now, page[limit - 1].Place.ToString()).ToString());
            return null;
        }
    }

    void Write(LogGroup group, LogStream stream, Utf8JsonWriter answer)
    {
        answer.WriteStartObject();
        answer.WriteString("logStreamName"u8, stream.Name);
        answer.WriteNumber("creationTime"u8, stream.CreationTime);
        if (stream.FirstEventTimestamp is { } first) answer.WriteNumber("firstEventTimestamp"u8, first);
        if (stream.LastEventTimestamp is { } last) answer.WriteNumber("lastEventTimestamp"u8, last);
        if (stream.LastIngestionTime is { } ingestion)
        {
            answer.WriteNumber("lastIngestionTime"u8, ingestion);
            answer.WriteString("uploadSequenceToken"u8, $"{ingestion:D56}");
        }

        answer.WriteString("arn"u8, names.LogStreamArn(group.Name, stream.Name));

        // The service has reported only zero since 2019.
        answer.WriteNumber("storedBytes"u8, 0);
        answer.WriteEndObject();
    }
}
