namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

/// <summary>A moment of a run, in both measures.</summary>
/// <param name="Elapsed">Since the run began, by a clock that is never set: what waits and intervals are measured by.</param>
/// <param name="Time">What time it is at the service, as far as is known: what the service is asked for, and compares with what it answers.</param>
readonly record struct TailMoment(TimeSpan Elapsed, DateTimeOffset Time);
