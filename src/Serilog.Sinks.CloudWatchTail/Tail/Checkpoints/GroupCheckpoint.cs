using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;

namespace Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;

/// <summary>How far one group has been handed over.</summary>
/// <param name="Arn">The group.</param>
/// <param name="CompleteUntil">What was put before this has been handed over.</param>
/// <param name="RememberedFrom">For older timestamps it is no longer known what was handed over.</param>
/// <param name="Start">What the tail was asked for when it first saw the group.</param>
/// <param name="Shown">What has been handed over of the overlap before that time, and of the time after it.</param>
sealed record GroupCheckpoint(string Arn, DateTimeOffset CompleteUntil, DateTimeOffset RememberedFrom, TailStart Start, ShownEvent[] Shown);
