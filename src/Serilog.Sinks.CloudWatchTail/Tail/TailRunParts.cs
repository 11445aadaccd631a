using Serilog.Sinks.CloudWatchTail.Tail.Filling;
using Serilog.Sinks.CloudWatchTail.Tail.Handover;
using Serilog.Sinks.CloudWatchTail.Tail.Sessions;

namespace Serilog.Sinks.CloudWatchTail.Tail;

/// <summary>What the sessions of one run share.</summary>
sealed record TailRunParts(
    TailStart Start, Fingerprints Fingerprints, HandOff HandOff, StartPacer StartPacer, QueryPacer QueryPacer, TailStateBoard State, TailServices Services);
