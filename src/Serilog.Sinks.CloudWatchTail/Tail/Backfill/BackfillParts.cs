using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// The parts that a session and its backfiller share.
sealed record BackfillParts(EventMerge Merge, SweepPlan Plan, SeenTrimmer Trimmer, WakeSignal Wake);
