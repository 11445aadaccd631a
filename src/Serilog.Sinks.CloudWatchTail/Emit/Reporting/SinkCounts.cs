namespace Serilog.Sinks.CloudWatchTail.Emit.Reporting;

/// <summary>What became of a sink's events, all counted at one moment: emitted + recovered = delivered + lost + waiting.</summary>
/// <param name="Recovered">Events that an earlier process, or an earlier sink of this one, had left.</param>
/// <param name="Inherited">Those of them that an earlier sink of this process had left, where they are counted already.</param>
/// <param name="Lost">By reason.</param>
/// <param name="Waiting">In memory and outside of it.</param>
/// <param name="Stored">Those of the waiting events that would survive the process.</param>
/// <param name="BytesByLevel">What was written to be sent, as the service bills it.</param>
readonly record struct SinkCounts(long Emitted, long Recovered, long Inherited, long Delivered, long[] Lost, long Waiting, long Stored, long[] BytesByLevel);
