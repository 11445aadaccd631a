namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>What the server has received so far.</summary>
sealed record DrainCounts(long Requests, long WireBytes, long Events);
