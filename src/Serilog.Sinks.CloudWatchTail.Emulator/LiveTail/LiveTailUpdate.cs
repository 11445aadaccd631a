namespace Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;

/// <summary>What one update shows.</summary>
/// <param name="Results">At most as many events as an update takes.</param>
/// <param name="Sampled">Whether more matched than are shown.</param>
sealed record LiveTailUpdate(IReadOnlyList<LiveTailResult> Results, bool Sampled);
