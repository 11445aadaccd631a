namespace Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

// The events that the options ask for: those with timestamps from History on, if set, whenever they were put, and those put from Began on, however
// old their timestamps are. A sweep reaches back further than both and must show no more than these. Resumed is the start of the earlier run that
// this one continues, which also limits the history.
sealed record TailStart(DateTimeOffset? History, DateTimeOffset Began, TailStart? Resumed = null)
{
    readonly long _history = History?.ToUnixTimeMilliseconds() ?? long.MaxValue;
    readonly long _began = Began.ToUnixTimeMilliseconds();

    public bool Includes(long timestamp, long ingestionTime) =>
        ingestionTime >= _began || (timestamp >= _history && (Resumed is null || Resumed.Includes(timestamp, ingestionTime)));
}
