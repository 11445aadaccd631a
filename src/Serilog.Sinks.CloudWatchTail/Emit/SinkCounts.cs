namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>What became of a sink's events, all counted at one moment: emitted + recovered = delivered + lost + waiting.</summary>
/// <param name="Lost">By reason.</param>
/// <param name="Waiting">In memory and on the disk.</param>
readonly record struct SinkCounts(long Emitted, long Recovered, long Delivered, long[] Lost, long Waiting, long WaitingOnDisk);
