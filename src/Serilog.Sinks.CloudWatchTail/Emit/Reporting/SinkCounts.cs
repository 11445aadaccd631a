namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

// The counts of a sink's events at one moment: emitted + recovered = delivered + lost + waiting. Recovered events were left by an earlier process or
// by an earlier sink of this process; Inherited ones are the latter, which that sink has already counted. Lost is by reason. Waiting includes Stored,
// the events that would survive the process. BytesByLevel counts the bytes written for sending, as the service bills them.
readonly record struct SinkCounts(long Emitted, long Recovered, long Inherited, long Delivered, long[] Lost, long Waiting, long Stored, long[] BytesByLevel, DetailCounts Details);
