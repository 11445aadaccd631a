namespace Serilog.Sinks.CloudWatchTail.CloudWatch.Operations.LiveTail;

// The events of one second of a session. The update owns the memory of its messages, so callers may keep it. Sampled means that more events matched
// than the 500 that an update may hold, in any of the session's groups.
sealed record LiveTailUpdate(bool Sampled, ArraySegment<LiveTailEvent> Events);
