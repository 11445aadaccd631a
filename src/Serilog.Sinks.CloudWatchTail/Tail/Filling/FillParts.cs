namespace Serilog.Sinks.CloudWatchTail.Tail.Filling;

/// <summary>What a session and its filler share.</summary>
sealed record FillParts(EventMerge Merge, SweepPlan Plan, SeenTrimmer Trimmer, WakeSignal Wake);
