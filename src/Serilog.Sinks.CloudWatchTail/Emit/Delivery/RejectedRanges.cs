using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

// The events of an accepted put that were not stored. The ends of the too-old and expired ranges are exclusive, the start of the too-new range is
// inclusive. Overlapping ranges are cut to be disjoint, so that an event is lost only once.
readonly record struct RejectedRanges(int TooOldEnd, int ExpiredEnd, int TooNewStart, int Count)
{
    public static RejectedRanges From(PutLogEventsResponse response, int count)
    {
        var tooOldEnd = Math.Clamp(response.TooOldLogEventEndIndex ?? 0, 0, count);
        var expiredEnd = Math.Clamp(response.ExpiredLogEventEndIndex ?? 0, tooOldEnd, count);
        return new RejectedRanges(tooOldEnd, expiredEnd, Math.Clamp(response.TooNewLogEventStartIndex ?? count, expiredEnd, count), count);
    }

    // Yields the disjoint runs, each with its reason, inclusive start and exclusive end.
    public IEnumerable<(CloudWatchFailureReason Reason, int From, int To)> Runs()
    {
        if (TooOldEnd > 0) yield return (CloudWatchFailureReason.TooOld, 0, TooOldEnd);
        if (ExpiredEnd > TooOldEnd) yield return (CloudWatchFailureReason.Expired, TooOldEnd, ExpiredEnd);
        if (Count > TooNewStart) yield return (CloudWatchFailureReason.TooNew, TooNewStart, Count);
    }
}
