using Serilog.Sinks.CloudWatchTail.Emit.Durable.Reading;

namespace Serilog.Sinks.CloudWatchTail.Emit.Durable;

/// <summary>Looks up how old what waits is: from the disk, and only when somebody asks, so that no event pays for it.</summary>
static class OldestRecord
{
    public static DateTimeOffset? TimeIn(IEnumerable<BufferSet> sets)
    {
        DateTimeOffset? oldest = null;
        foreach (var set in sets)
        {
            if (TimeIn(set.Chain) is { } time && (oldest is null || time < oldest)) oldest = time;
        }

        return oldest;
    }

    static DateTimeOffset? TimeIn(SegmentChain chain)
    {
        var segment = chain.Oldest;
        while (segment is { IsFinished: true }) segment = segment.Next;
        if (segment is null) return null;
        try
        {
            using var reader = new SegmentReader(segment.Path, segment.Acks.Prefix.Offset);
            return reader.TryRead(segment.End, out var record) == ReadStatus.Record ? DateTimeOffset.FromUnixTimeMilliseconds(record.Time) : null;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // Deleted meanwhile, or of no time that there is.
            return null;
        }
    }
}
