namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The response to a put. Even a 200 may name events that were not stored, and they are the union of three ranges: from TooNewLogEventStartIndex (too
// far in the future) to the end, and from the start up to but excluding TooOldLogEventEndIndex (too old) and ExpiredLogEventEndIndex (older than the
// group's retention). RejectedEntityErrorType is set if the service refused the entity; the events may have been stored all the same.
sealed record PutLogEventsResponse(
    int? TooNewLogEventStartIndex = null,
    int? TooOldLogEventEndIndex = null,
    int? ExpiredLogEventEndIndex = null,
    string? RejectedEntityErrorType = null)
{
    public static readonly PutLogEventsResponse AllStored = new();

    public bool HasRejectedEvents =>
        TooNewLogEventStartIndex is not null || TooOldLogEventEndIndex is not null || ExpiredLogEventEndIndex is not null;
}
