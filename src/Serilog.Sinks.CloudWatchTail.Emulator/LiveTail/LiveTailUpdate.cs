namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

// What one update shows.
// Results: At most as many events as an update takes.
// Sampled: Whether more matched than are shown.
sealed record LiveTailUpdate(IReadOnlyList<LiveTailResult> Results, bool Sampled);
