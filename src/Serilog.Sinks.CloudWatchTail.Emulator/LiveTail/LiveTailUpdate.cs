namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// One update with at most as many results as the limit allows. Sampled tells whether more matched.
sealed record LiveTailUpdate(IReadOnlyList<LiveTailResult> Results, bool Sampled);
