using Serilog.Sinks.CloudWatchTail.Emit.BufferLog;
using Serilog.Sinks.CloudWatchTail.Emit.BufferLog.Reading;

namespace Serilog.Sinks.CloudWatchTail.Emit.Sources.Disk;

/// <summary>Looks up how old what waits is: from the disk, and only when asked, so that no event pays for it.</summary>
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
            // Deleted meanwhile, or of no time that there is.
            return null;
        }
    }
}
