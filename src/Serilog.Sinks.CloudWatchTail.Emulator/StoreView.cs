using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

// Converts stored groups, streams and events to the public types.
static class StoreView
{
    public static IReadOnlyList<StoredLogGroup> LogGroups(LogStore store, ResourceNames names)
    {
        lock (store.Gate)
        {
            return store.Groups.Values
                .Select(g => new StoredLogGroup
                {
                    Name = names.NameOf(g.Name),
                    Arn = names.LogGroupArn(g.Name),
                    Class = g.Class,
                    RetentionInDays = g.RetentionInDays,
                    KmsKeyId = g.KmsKeyId,
                    Tags = new Dictionary<string, string>(g.Tags),
                    StoredBytes = g.StoredBytes,
                    Streams = g.Streams.Values.Select(View).ToArray(),
                    DeletionProtectionEnabled = g.DeletionProtectionEnabled,
                })
                .ToArray();
        }
    }

    public static IReadOnlyList<StoredLogEvent> Events(LogStore store, ResourceNames names, string key, string? streamName)
    {
        var found = new List<FoundRecord>();
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(key, out var group)) return [];
            var streams = group.Streams.Values.Where(s => streamName is null || s.Name == streamName);
            MergedRecords.CopyForward(streams, RecordPosition.Before(long.MinValue), RecordPosition.After(long.MaxValue), long.MaxValue, int.MaxValue, found);
        }

        return found.ConvertAll(f => new StoredLogEvent
        {
            LogGroupName = names.NameOf(key),
            LogStreamName = f.Stream.Name,
            Timestamp = Time(f.Record.Timestamp),
            IngestionTime = Time(f.Record.IngestionTime),
            Message = Encoding.UTF8.GetString(f.Record.Message),
            EventId = f.Record.EventId,
        });
    }

    public static long AcceptedEvents(LogStore store, string key)
    {
        lock (store.Gate) return store.Groups.TryGetValue(key, out var group) ? group.AcceptedEvents : 0;
    }

    static StoredLogStream View(LogStream stream) => new()
    {
        Name = stream.Name,
        EventCount = stream.Records.Count,
        FirstEventTimestamp = stream.FirstEventTimestamp is { } first ? Time(first) : null,
        LastEventTimestamp = stream.LastEventTimestamp is { } last ? Time(last) : null,
        Entity = stream.Entity,
    };

    static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
