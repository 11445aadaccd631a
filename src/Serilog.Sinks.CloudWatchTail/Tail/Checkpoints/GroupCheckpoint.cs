using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

// How far one group has been handed over.
// Arn: The group.
// CompleteUntil: What was put before this has been handed over.
// RememberedFrom: For older timestamps it is no longer known what was handed over.
// Start: What the tail was asked for when it first saw the group.
// Shown: What has been handed over of the overlap before that time, and of the time after it.
sealed record GroupCheckpoint(string Arn, DateTimeOffset CompleteUntil, DateTimeOffset RememberedFrom, TailStart Start, ShownEvent[] Shown);
