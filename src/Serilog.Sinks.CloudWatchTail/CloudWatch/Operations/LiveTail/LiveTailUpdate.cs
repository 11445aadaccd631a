namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// The events of one second of a session. The update owns the memory of its messages, so it may be kept.
// Sampled: More events matched than the 500 that an update may hold; it concerns every group of the session.
sealed record LiveTailUpdate(bool Sampled, ArraySegment<LiveTailEvent> Events);
