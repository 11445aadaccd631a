using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// How far one group has been handed over: everything put before CompleteUntil. Shown holds the events handed over from the overlap before that time
// on; it is incomplete for timestamps before RememberedFrom. Start is what the tail was asked for when it first saw the group.
sealed record GroupCheckpoint(string Arn, DateTimeOffset CompleteUntil, DateTimeOffset RememberedFrom, TailStart Start, ShownEvent[] Shown);
