namespace Serilog.Sinks.CloudWatchTail.Tail.Runtime;

// A moment of a run. Elapsed is the time since the run began, by a monotonic clock, for waits and intervals. Time is the service's time, as far as it
// is known, for requests and for comparison with responses.
readonly record struct TailMoment(TimeSpan Elapsed, DateTimeOffset Time);
