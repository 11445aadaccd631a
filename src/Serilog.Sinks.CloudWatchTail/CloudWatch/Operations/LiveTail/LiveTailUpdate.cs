namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

/// <summary>The events of one second of a session. The update owns the memory of its messages, so it may be kept.</summary>
/// <param name="Sampled">More events matched than the 500 that an update may hold; it concerns every group of the session.</param>
sealed record LiveTailUpdate(bool Sampled, ArraySegment<LiveTailEvent> Events);
