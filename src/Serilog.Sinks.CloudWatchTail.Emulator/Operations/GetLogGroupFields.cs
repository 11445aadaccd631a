using System.Text.Json;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Storage;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Operations;

// The fields of a group's recent events, with the percentage of events that contain each.
sealed class GetLogGroupFields(LogStore store, ResourceNames names) : Operation
{
    // Without a time, the last 15 minutes are scanned.
    static readonly long Recent = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;

    // With a time, this long before and after it.
    static readonly long Around = (long)TimeSpan.FromMinutes(8).TotalMilliseconds;

    public override string Name => "GetLogGroupFields";

    protected override ServiceError? Execute(RequestInput input, Utf8JsonWriter answer)
    {
        var lookup = GroupLookup.Read(input);
        var time = input.Long("time", 0);
        if (input.Error is { } error) return error;
        if (lookup.Name(names, out error) is not { } name) return error;

        var now = store.Now;
        var (from, to) = time is { } middle ? (middle - Around, middle + Math.Min(Around, long.MaxValue - 1 - middle)) : (now - Recent, now);
        var found = new List<FoundRecord>();
        lock (store.Gate)
        {
            if (!store.Groups.TryGetValue(name, out var group)) return ServiceError.LogGroupNotFound;
            if (GroupLookup.CheckClass(group, Name) is { } refused) return refused;
            MergedRecords.CopyForward(group.Streams.Values, RecordPosition.Before(from), RecordPosition.After(to), long.MaxValue, DiscoveredFields.EventLimit, found);
        }

        var fields = new DiscoveredFields();
        foreach (var record in found) fields.Add(record.Record.Message);
        fields.Write(answer);
        return null;
    }
}
