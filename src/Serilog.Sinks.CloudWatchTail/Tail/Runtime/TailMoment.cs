namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// A moment of a run, in both measures.
// Elapsed: Since the run began, by a clock that is never set: what waits and intervals are measured by.
// Time: What time it is at the service, as far as is known: what the service is asked for, and compares with what it answers.
readonly record struct TailMoment(TimeSpan Elapsed, DateTimeOffset Time);
