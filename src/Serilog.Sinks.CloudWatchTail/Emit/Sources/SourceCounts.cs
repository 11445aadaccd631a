namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

// The counts of a source. Emitted includes refused events. Recovered events were left by an earlier process or an earlier sink of this process;
// Inherited ones are the latter, which that sink has already counted. Waiting includes Stored, the events that would survive the process.
readonly record struct SourceCounts(long Emitted, long Recovered, long Inherited, long Waiting, long Stored);
