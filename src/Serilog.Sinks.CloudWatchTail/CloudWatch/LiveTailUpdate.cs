namespace Serilog.Sinks.CloudWatchTail.CloudWatch;

/// <summary>What one second of a session showed. It owns the memory its events point into, so it may be kept for later.</summary>
/// <param name="Sampled">More events matched than the at most 500 that are shown; it concerns every group of the session.</param>
sealed record LiveTailUpdate(bool Sampled, ArraySegment<LiveTailEvent> Events);
