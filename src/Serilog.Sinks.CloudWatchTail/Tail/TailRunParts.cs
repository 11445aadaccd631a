using Serilog.Sinks.CloudWatchTail.Tail.Filling;
using Serilog.Sinks.CloudWatchTail.Tail.Handover;
using Serilog.Sinks.CloudWatchTail.Tail.Resume;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

/// <summary>What the sessions of one run share.</summary>
/// <param name="Start">What the options ask for.</param>
/// <param name="Began">When the run began, since its clock did.</param>
/// <param name="Left">What an earlier run left.</param>
/// <param name="Checkpoint">None when no checkpoint is kept.</param>
sealed record TailRunParts(
    TailStart Start,
    TailMoment Began,
    TailCheckpoint? Left,
    CheckpointKeeper? Checkpoint,
    Fingerprints Fingerprints,
    HandOff HandOff,
    StartPacer StartPacer,
    QueryPacer QueryPacer,
    TailStateBoard State,
    TailServices Services);
