using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

namespace Serilog.Sinks.CloudWatchTail.Emit.Delivery;

/// <summary>
/// Which events of an accepted put were not stored. Too-old and expired end exclusively, too-new starts inclusively; where they overlap an event
/// is lost once, so the runs are cut to be disjoint.
/// </summary>
readonly record struct RejectedRanges(int TooOldEnd, int ExpiredEnd, int TooNewStart, int Count)
{
    public static RejectedRanges From(PutLogEventsResponse response, int count)
    {
        var tooOldEnd = Math.Clamp(response.TooOldLogEventEndIndex ?? 0, 0, count);
        var expiredEnd = Math.Clamp(response.ExpiredLogEventEndIndex ?? 0, tooOldEnd, count);
        return new RejectedRanges(tooOldEnd, expiredEnd, Math.Clamp(response.TooNewLogEventStartIndex ?? count, expiredEnd, count), count);
    }

    /// <summary>The disjoint runs, each with its reason, inclusive start and exclusive end.</summary>
    public IEnumerable<(CloudWatchFailureReason Reason, int From, int To)> Runs()
    {
        if (TooOldEnd > 0) yield return (CloudWatchFailureReason.TooOld, 0, TooOldEnd);
        if (ExpiredEnd > TooOldEnd) yield return (CloudWatchFailureReason.Expired, TooOldEnd, ExpiredEnd);
        if (Count > TooNewStart) yield return (CloudWatchFailureReason.TooNew, TooNewStart, Count);
    }
}
