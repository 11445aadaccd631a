namespace Serilog.Sinks.CloudWatchTail.Emit.Sources;

/// <summary>The counts of a source.</summary>
/// <param name="Emitted">Events that callers brought, those included that were refused.</param>
/// <param name="Recovered">Events that an earlier process had left.</param>
/// <param name="Inherited">Those of them that an earlier sink of this process had left, where they are counted already.</param>
/// <param name="Waiting">Events neither delivered nor lost.</param>
/// <param name="Stored">Those of them that would survive the process.</param>
readonly record struct SourceCounts(long Emitted, long Recovered, long Inherited, long Waiting, long Stored);
