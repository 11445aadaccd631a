namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;

// The response to a put. A 200 may still name ranges of events that were not stored; the lost events are the union of the three ranges.
// TooNewLogEventStartIndex: The index of the first event too far in the future; it and all after it were rejected. Inclusive.
// TooOldLogEventEndIndex: All events before this index were too old. Exclusive.
// ExpiredLogEventEndIndex: All events before this index were older than the group's retention. Exclusive.
// RejectedEntityErrorType: Set when the request's entity was refused while its events may have been stored.
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
