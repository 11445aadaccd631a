using Serilog.Sinks.CloudWatchTail.Tail.Filling;

namespace Serilog.Sinks.CloudWatchTail.Tail.Resume;

/// <summary>How far the hand-over of one group is.</summary>
/// <param name="Arn">The group.</param>
/// <param name="CompleteUntil">What was put before this has been handed over.</param>
/// <param name="RememberedFrom">Of older timestamps nobody knows any more what was handed over.</param>
/// <param name="Start">What the tail was asked for when it first saw the group.</param>
/// <param name="Shown">What has been handed over of the overlap before that time, and of the time after it.</param>
sealed record GroupCheckpoint(string Arn, DateTimeOffset CompleteUntil, DateTimeOffset RememberedFrom, TailStart Start, ShownEvent[] Shown);
