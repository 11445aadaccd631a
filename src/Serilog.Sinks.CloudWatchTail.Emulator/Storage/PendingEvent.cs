namespace Serilog.Sinks.CloudWatchTail.Emulator.Storage;

// An event as it came in a put: not yet accepted.
readonly record struct PendingEvent(long Timestamp, byte[] Message);
