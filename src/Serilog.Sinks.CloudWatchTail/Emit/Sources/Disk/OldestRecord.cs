using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

// Finds the age of the oldest waiting event, from disk and only on request, so that no event pays for it.
static class OldestRecord
{
    public static DateTimeOffset? TimeIn(IEnumerable<BufferSet> sets)
    {
        DateTimeOffset? oldest = null;
        foreach (var set in sets)
        {
            if (TimeIn(set) is { } time && (oldest is null || time < oldest)) oldest = time;
        }

        return oldest;
    }

    static DateTimeOffset? TimeIn(BufferSet set)
    {
        var segment = set.Chain.Oldest;
        while (segment is { IsFinished: true }) segment = segment.Next;
        if (segment is null) return null;
        try
        {
            using var reader = new SegmentReader(set.Settings.Files, segment.Path, segment.Acks.Prefix.Offset, segment.Seed);
            return reader.TryRead(segment.End, out var record) == ReadStatus.Record ? DateTimeOffset.FromUnixTimeMilliseconds(record.Time) : null;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // Deleted in the meantime, or with an impossible time.
            return null;
        }
    }
}
