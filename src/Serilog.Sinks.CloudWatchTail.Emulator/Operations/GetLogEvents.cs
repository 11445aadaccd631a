using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

sealed class GetLogEvents(LogStore store, ResourceNames names, ReadingOptions options) : Operation
{
    const int ByteLimit = 1_048_576;
    const string ForwardPrefix = "f/";
    const string BackwardPrefix = "b/";

    public override string Name => "GetLogEvents";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var lookup = GroupLookup.Read(input);
        var streamName = input.String("logStreamName", Shapes.LogStreamName, required: true);
        var start = input.Long("startTime", min: 0) ?? 0;
        var end = input.Long("endTime", min: 0) ?? long.MaxValue;
        var token = input.String("nextToken", Shapes.NextToken);
        var limit = input.Int("limit", 1, FilterPage.EventLimit) ?? FilterPage.EventLimit;
        var forward = input.Bool("startFromHead") ?? false;
        input.Bool("unmask");
        if (input.Error is { } error) return error;
        if (lookup.Name(names, out var notFound) is not { } groupName) return notFound;
        if (start > end) return ServiceError.InvalidParameter("endTime must be greater than or equal to startTime.");

        var now = store.Now;
        var query = PageToken.Digest(groupName, streamName);
        var position = forward ? RecordPosition.Before(start) : RecordPosition.Before(end);
        if (token is not null)
        {
            if (!token.StartsWith(ForwardPrefix, StringComparison.Ordinal) && !token.StartsWith(BackwardPrefix, StringComparison.Ordinal)) return PageToken.Invalid;
            forward = token.StartsWith(ForwardPrefix, StringComparison.Ordinal);
            if (PageToken.Read(token[2..], Name, query, now, out error) is not { } place) return error;
            if (!TryParse(place, out position)) return PageToken.Invalid;
        }

        var found = new List<FoundRecord>();
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(groupName, out var group)) return ServiceError.LogGroupNotFound;
            if (GroupLookup.CheckClass(group, Name) is { } refused) return refused;
            if (!group.Streams.TryGetValue(streamName!, out var stream)) return ServiceError.LogStreamNotFound;
            if (group.RetentionInDays is { } days) start = Math.Max(start, now - (long)TimeSpan.FromDays(days).TotalMilliseconds);
            var (from, until) = (RecordPosition.Before(start), RecordPosition.Before(end));
            var visibleUntil = options.VisibleUntil(now);
            if (forward) MergedRecords.CopyForward([stream], position < from ? from : position, until, visibleUntil, limit, found);
            else MergedRecords.CopyBackward([stream], position > until ? until : position, from, visibleUntil, limit, found);
        }

        var page = Page(found);
        if (!forward) page.Reverse();
        WriteEvents(page, answer);

        var after = page.Count > 0 ? page[^1].Position with { Id = page[^1].Id + 1 } : position;
        var before = page.Count > 0 ? page[0].Position : position;
        var same = page.Count == 0 ? token : null;
        answer.WriteString("nextForwardToken"u8, forward && same is not null ? same : ForwardPrefix + Token(after, query, now));
        answer.WriteString("nextBackwardToken"u8, !forward && same is not null ? same : BackwardPrefix + Token(before, query, now));
        return null;
    }

    // Ends the page at the service's limit on its bytes.
    static List<LogRecord> Page(List<FoundRecord> found)
    {
        var page = new List<LogRecord>(found.Count);
        var bytes = 0;
        foreach (var item in found)
        {
            bytes += item.Record.Size;
            if (bytes > ByteLimit && page.Count > 0) break;
            page.Add(item.Record);
        }

        return page;
    }

    static void WriteEvents(List<LogRecord> page, Utf8JsonWriter answer)
    {
        answer.WriteStartArray("events"u8);
        foreach (var record in page)
        {
            answer.WriteStartObject();
            answer.WriteNumber("timestamp"u8, record.Timestamp);
            answer.WriteString("message"u8, record.Message);
            answer.WriteNumber("ingestionTime"u8, record.IngestionTime);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
    }

    string Token(RecordPosition position, string query, long now) => new PageToken(Name, query, now, $"{position.Timestamp} {position.Id}").ToString();

    static bool TryParse(string text, out RecordPosition position)
    {
        position = default;
        if (text.Split(' ') is not [var timestampText, var idText]
            || !long.TryParse(timestampText, out var timestamp)
            || !long.TryParse(idText, out var id))
        {
            return false;
        }

        position = new(timestamp, id);
        return true;
    }
}
