using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

// What the sessions of one run share.
// Start: The events that the options ask for.
// Began: When the run began, since its clock did.
// Left: The checkpoint of an earlier run.
// Checkpoint: Null when the run keeps no checkpoint.
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
