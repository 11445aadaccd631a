using Serilog.Sinks.CloudWatchTail.Tail.Backfill;
using Serilog.Sinks.CloudWatchTail.Tail.Checkpoints;
using Serilog.Sinks.CloudWatchTail.Tail.Deduplication;
using Serilog.Sinks.CloudWatchTail.Tail.Handoff;
using Serilog.Sinks.CloudWatchTail.Tail.Runtime;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

/// <summary>What the sessions of one run share.</summary>
/// <param name="Start">The events that the options ask for.</param>
/// <param name="Began">When the run began, since its clock did.</param>
/// <param name="Left">The checkpoint of an earlier run.</param>
/// <param name="Checkpoint">Null when the run keeps no checkpoint.</param>
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
