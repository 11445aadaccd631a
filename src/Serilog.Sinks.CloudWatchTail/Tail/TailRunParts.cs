using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// The parts that the sessions of one run share. Start selects events by the options, Began is the start of the run, Left is an earlier run's
// checkpoint, and Checkpoint is null if this run keeps none.
sealed record TailRunParts(
    TailStart Start,
    TailMoment Began,
    TailCheckpoint? Left,
    CheckpointKeeper? Checkpoint,
    Fingerprints Fingerprints,
    HandoffQueue HandoffQueue,
    StartPacer StartPacer,
    QueryPacer QueryPacer,
    TailStateBoard State,
    TailServices Services);
