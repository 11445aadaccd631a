namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// The events that the options ask for: the history from a time on, if any, and everything put since the tail began. A sweep reaches back
// further than either, and must show no more than these.
// History: Events from this time on, whenever they were put.
// Began: Events put from this time on, however old their timestamps are.
// Resumed: What an earlier run was asked for, when this one goes on where it stopped: its history is bounded by that.
sealed record TailStart(DateTimeOffset? History, DateTimeOffset Began, TailStart? Resumed = null)
{
    readonly long _history = History?.ToUnixTimeMilliseconds() ?? long.MaxValue;
    readonly long _began = Began.ToUnixTimeMilliseconds();

    public bool Includes(long timestamp, long ingestionTime) =>
        ingestionTime >= _began || (timestamp >= _history && (Resumed is null || Resumed.Includes(timestamp, ingestionTime)));
}
